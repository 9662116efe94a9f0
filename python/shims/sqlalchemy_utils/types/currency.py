from . import CurrencyType
