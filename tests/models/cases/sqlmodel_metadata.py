"""A naming convention, a registry and a schema of one's own."""
from sqlalchemy import MetaData
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {"pk": "pk_%(table_name)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
                                       "fk": "fk_%(table_name)s_%(column_0_name)s", "ix": "ix_%(table_name)s_%(column_0_name)s"}


class A(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class B(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    a_id: int = Field(foreign_key="a.id", index=True)


class Other(SQLModel, registry=registry(metadata=MetaData(schema="other"))):
    pass


class C(Other, table=True):
    id: int | None = Field(default=None, primary_key=True)
    value: str | None


target_metadata = [SQLModel.metadata, Other.metadata]
