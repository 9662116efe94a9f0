from .decl import Mapper
