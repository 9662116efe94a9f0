from . import JSONType
