from .relationships import MapperProperty
