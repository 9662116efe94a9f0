from .decl import registry
