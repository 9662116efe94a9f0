from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

NAMES = {"pk": "pk_%(table_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
