from . import LocaleType
