from . import UUIDType
