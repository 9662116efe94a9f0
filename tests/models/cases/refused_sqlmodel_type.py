from typing import Any

from sqlmodel import Field, SQLModel


class A(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    data: dict[str, Any]


target_metadata = SQLModel.metadata
