from .impl import DefaultImpl


class MSSQLImpl(DefaultImpl):
    __dialect__ = "mssql"
