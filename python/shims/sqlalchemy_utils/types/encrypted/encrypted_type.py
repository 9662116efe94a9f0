from .. import EncryptedType, StringEncryptedType


class AesEngine:
    """Named by models; encrypts nothing here."""


class AesGcmEngine(AesEngine):
    pass


class FernetEngine(AesEngine):
    pass
