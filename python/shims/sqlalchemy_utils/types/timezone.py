from . import TimezoneType
