"""Types and DDL that functions of the project compile."""
from sqlalchemy import Column, Integer, MetaData, String, Table, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import FunctionElement
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType


class utcnow(FunctionElement):
    inherit_cache = True
    type = String()


@compiles(utcnow, "postgresql")
def pg_utcnow(element, compiler, **kw):
    return "TIMEZONE('utc', CURRENT_TIMESTAMP)"


@compiles(utcnow)
def other_utcnow(element, compiler, **kw):
    return "CURRENT_TIMESTAMP"


class Money(TypeEngine):
    __visit_name__ = "money"

    def __init__(self, digits=2):
        self.digits = digits


@compiles(Money)
def money(type_, compiler, **kw):
    return f"MONEY({type_.digits})"


class Citext(UserDefinedType):
    cache_ok = True

    def get_col_spec(self):
        return "CITEXT"


target_metadata = MetaData()
Table("t", target_metadata, Column("id", Integer, primary_key=True), Column("money", Money(4)),
      Column("mail", Citext()), Column("at", String, server_default=utcnow()))
