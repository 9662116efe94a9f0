"""Types that SQLModel makes columns of."""
import datetime
import decimal
import enum
import ipaddress
import pathlib
import uuid
from typing import Any, Literal, Optional

from pydantic import UUID4, AwareDatetime, EmailStr, HttpUrl, NaiveDatetime, condecimal, constr
from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel


class Level(enum.Enum):
    LOW = "low"
    HIGH = "high"


class Kind(str, enum.Enum):
    a = "A"
    b = "B"


class Number(enum.IntEnum):
    one = 1


class T(SQLModel, table=True):
    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    a: int
    b: float
    c: bool
    d: str
    e: bytes
    f: datetime.datetime
    g: datetime.date
    h: datetime.time
    i: datetime.timedelta
    j: decimal.Decimal
    k: decimal.Decimal = Field(max_digits=8, decimal_places=3)
    l: Level
    m: Kind
    n: Number
    o: EmailStr
    q: constr(max_length=12)
    r: condecimal(max_digits=5, decimal_places=2)
    s: UUID4
    t: ipaddress.IPv4Address
    u: pathlib.Path
    w: Optional[Level] = None
    x: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    y: list[str] = Field(sa_type=JSON)
    z: str = Field(max_length=300, default="x")
    aa: AwareDatetime
    ab: NaiveDatetime


target_metadata = SQLModel.metadata
