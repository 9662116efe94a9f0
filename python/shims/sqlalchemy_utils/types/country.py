from . import CountryType
