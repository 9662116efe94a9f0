from .decl import *
from .decl import DeclarativeBase, DeclarativeMeta, declarative_base, declared_attr, registry
