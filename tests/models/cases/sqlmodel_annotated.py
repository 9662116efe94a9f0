"""Fields in Annotated, string annotations, single-table inheritance of SQLModel classes."""
from typing import Annotated, ClassVar, Optional

from pydantic import ConfigDict, field_validator
from sqlmodel import Field, SQLModel

Key = Annotated[Optional[int], Field(primary_key=True)]
Name = Annotated[str, Field(max_length=7, index=True)]


class T(SQLModel, table=True):
    model_config = ConfigDict(str_strip_whitespace=True)
    constant: ClassVar[int] = 3
    id: Key = None
    name: Name
    other: "Annotated[str | None, Field(unique=True)]" = None
    free: "Optional[str]" = Field(default=None, max_length=3)

    @field_validator("name")
    @classmethod
    def check(cls, value):
        return value


target_metadata = SQLModel.metadata
