from . import URLType
