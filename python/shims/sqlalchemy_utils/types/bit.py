from . import BitType
