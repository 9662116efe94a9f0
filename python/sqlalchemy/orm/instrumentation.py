from .decl import InstrumentedAttribute
