from . import ArrowType
