from .decl import InstanceState
