from . import ColorType
