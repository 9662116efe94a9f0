from . import PhoneNumberType
