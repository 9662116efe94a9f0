"""sqlalchemy_utils and fastapi_users_db_sqlalchemy: what their types and tables are in each database."""

import unittest

from harness import case, make_tests

CASES = [
    case("utils_types", """
import enum
from sqlalchemy import Column, Integer, MetaData, Table, Unicode
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy_utils import (ArrowType, ChoiceType, EmailType, IPAddressType, JSONType, LtreeType, ScalarListType,
    StringEncryptedType, TimezoneType, TSVectorType, URLType, UUIDType, EncryptedType, ColorType, CountryType,
    CurrencyType, LocaleType, PasswordType, PhoneNumberType, WeekDaysType)
from sqlalchemy_utils.types.encrypted.encrypted_type import AesEngine

class Kind(enum.Enum):
    a = 1

for made in (ArrowType(), ArrowType(timezone=True), ChoiceType([("a", "A")]), ChoiceType(Kind, impl=Integer()),
             EmailType(), EmailType(40), EmailType, IPAddressType(), JSONType(), JSONType, ScalarListType(),
             ScalarListType(int), TimezoneType(backend="zoneinfo"), URLType, URLType(), UUIDType(), UUIDType,
             UUIDType(binary=False), UUIDType(native=False), TSVectorType("a", "b"), LtreeType,
             ColorType, ColorType(), CountryType, CurrencyType, LocaleType, PhoneNumberType(), WeekDaysType,
             PasswordType(max_length=50),
             StringEncryptedType(Unicode, "key", AesEngine, "pkcs5", length=255),
             EncryptedType(Unicode, "key")):
    for dialect in (postgresql, sqlite, mysql):
        column = Column("x", made)
        if made in (LtreeType,) or "TSVector" in repr(made):
            if dialect is not postgresql:
                continue
        show(column.type.compile(dialect=dialect.dialect()))
show(UUIDType(), UUIDType(binary=False))
"""),
    case("utils_values", """
import enum, uuid
from sqlalchemy import Column, Integer, MetaData, Table, create_engine
from sqlalchemy_utils import ChoiceType, EmailType, IPAddressType, JSONType, ScalarListType, UUIDType

class Kind(enum.Enum):
    a = 1

table = Table("t", MetaData(), Column("u", UUIDType(binary=False)), Column("b", UUIDType()), Column("e", EmailType),
              Column("j", JSONType), Column("l", ScalarListType(int)), Column("c", ChoiceType(Kind, impl=Integer())),
              Column("p", ChoiceType([("x", "Ex")])), Column("i", IPAddressType))
engine = create_engine("sqlite://")
one = uuid.UUID(int=5)
with engine.connect() as connection:
    table.create(connection)
    connection.execute(table.insert(), [dict(u=one, b=str(one), e="A@B.c", j={"a": [1]}, l=[1, 2], c=Kind.a, p="x",
                                             i="10.0.0.1"),
                                        dict(u=None, b=None, e=None, j=None, l=None, c=None, p=None, i=None)])
    for row in connection.execute(table.select()):
        show(tuple(row))
    for row in connection.exec_driver_sql("select * from t"):
        show(tuple(row))
"""),
    case("utils_places", """
from sqlalchemy_utils.types.uuid import UUIDType
from sqlalchemy_utils.types.choice import ChoiceType
from sqlalchemy_utils.types.ltree import LtreeType
from sqlalchemy_utils.types.ts_vector import TSVectorType
from sqlalchemy_utils.types import JSONType
from sqlalchemy_utils.types.json import JSONType as second
import sqlalchemy_utils
show(JSONType is second, sqlalchemy_utils.UUIDType is UUIDType, sqlalchemy_utils.types.choice.ChoiceType is ChoiceType)
"""),
    case("timestamp", """
from sqlalchemy import Column, Integer
from sqlalchemy.orm import declarative_base
from sqlalchemy.schema import CreateTable
from sqlalchemy_utils import Timestamp, generic_repr
Base = declarative_base()
@generic_repr
class Thing(Base, Timestamp):
    __tablename__ = "thing"
    id = Column(Integer, primary_key=True)
show(sorted(column.name + " " + str(column.type) + str(column.nullable) for column in Thing.__table__.c))
"""),
    case("users", """
from sqlalchemy.dialects import mysql, postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, relationship
from sqlalchemy.schema import CreateTable, CreateIndex
from fastapi_users_db_sqlalchemy import (GUID, SQLAlchemyBaseOAuthAccountTableUUID, SQLAlchemyBaseUserTableUUID)
from fastapi_users_db_sqlalchemy.access_token import SQLAlchemyBaseAccessTokenTableUUID
from fastapi_users_db_sqlalchemy.generics import GUID as second, TIMESTAMPAware
import fastapi_users_db_sqlalchemy
class Base(DeclarativeBase):
    pass
class User(SQLAlchemyBaseUserTableUUID, Base):
    pass
class OAuthAccount(SQLAlchemyBaseOAuthAccountTableUUID, Base):
    pass
class AccessToken(SQLAlchemyBaseAccessTokenTableUUID, Base):
    __tablename__ = "tokens"
for name, table in sorted(Base.metadata.tables.items()):
    for dialect in (postgresql, sqlite, mysql):
        show(sorted(str(CreateTable(table).compile(dialect=dialect.dialect())).split("\\n")))
    show(sorted(str(CreateIndex(index)) for index in table.indexes))
show(GUID is second, repr(GUID()), repr(TIMESTAMPAware(timezone=True)), repr(GUID(length=16)))
show(fastapi_users_db_sqlalchemy.generics.GUID(length=16).compile(dialect=postgresql.dialect()))
"""),
]

TypePackages = make_tests("type_packages", CASES, needs=["sqlalchemy", "sqlalchemy_utils"])

if __name__ == "__main__":
    unittest.main()
