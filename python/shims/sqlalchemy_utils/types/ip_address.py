from . import IPAddressType
