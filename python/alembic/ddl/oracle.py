from .impl import DefaultImpl


class OracleImpl(DefaultImpl):
    __dialect__ = "oracle"
