from .decl import Mapped
