"""pydantic and pydantic_settings: what settings and schema modules do with them."""

import unittest

from harness import case, make_tests

ENV_FILE = """
# settings
APP_NAME=from file
PORT=8000
DEBUG=true
HOSTS=["a", "b"]
SECRET=hidden
TOKEN=s3cret
DB__HOST=localhost
DB__PORT=5433
DB__OPTIONS={"x": 1}
EMPTY=
"""

CASES = [
    case("coercion", """
import datetime, decimal, enum, pathlib, uuid
from typing import *
from pydantic import *

class Mood(enum.Enum):
    good = "fine"
    bad = "poor"

class Number(enum.IntEnum):
    one = 1

def check(annotation, *values):
    adapter = TypeAdapter(annotation)
    for value in values:
        try:
            show(value, adapter.validate_python(value))
        except ValidationError as error:
            for line in error.errors(include_url=False):
                show(value, line["type"], line["loc"], line["msg"])

check(int, 1, "2", " 3 ", "4.0", 5.0, 5.5, True, "x", None, [], "1_000", b"7", decimal.Decimal(3))
check(float, 1, "2.5", "x", None, True, "1e3")
check(bool, "yes", "No", "on", "0", 1, 0, 2, "maybe", None, 1.0, "TRUE")
check(str, "a", 1, None, b"x", Mood.good)
check(bytes, "a", b"b", 1)
check(decimal.Decimal, "1.50", 2, 2.5, "x", None)
check(pathlib.Path, "/a/b", 1)
check(datetime.timedelta, 5, "PT1H", "1 00:10:00", "01:02:03", "P3DT4H")
check(datetime.date, "2020-01-02", "x", 3.5)
check(datetime.datetime, "2020-01-02T03:04:05", "2020-01-02 03:04", "2020-01-02T03:04:05.123")
check(datetime.time, "03:04:05")
check(uuid.UUID, "00000000-0000-0000-0000-000000000001", 5)
check(Mood, "fine", Mood.bad, "good")
check(Number, 1, "1", 2)
check(Literal["a", "b", 3], "a", 3, "c", "3")
check(Optional[int], None, "3", "x")
check(Union[int, str], 1, "1", "x", 1.5)
check(int | bool | None, True, 1, "true", None)
check(list[int], ["1", 2], (1,), {1}, "1", ["x", "y"])
check(set[int], [1, "1"], "x")
check(tuple[int, str], ["1", "a"], [1], [1, "a", 2])
check(tuple[int, ...], ["1", 2])
check(dict[str, int], {"a": "1"}, {"a": "x"}, [1])
check(List[Dict[str, Optional[int]]], [{"a": None}])
check(Any, object)
check(conint(gt=1, le=3), 1, 3, 4)
check(constr(min_length=2, max_length=3, pattern="^a"), "a", "ab", "abcd", "bb")
check(PositiveInt, 0, 1)
check(Annotated[int, Field(ge=2)], 1, "2")
check(Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True)], " A ")
check(Json, '{"a": 1}')
check(Json[list[int]], '["1"]')
check(ByteSize, "1.5 KiB", "3MB", 5)
check(EmailStr, "a@B.com", "x@y", "bad")
check(Callable, print)
check(type[int], bool)
check(frozenset[int], [1])
check(StrictInt, 1)
check(StrictBool, True)
check(Sequence[int], ["1"], ("2",))
check(NegativeFloat, -1, 1)
check(conlist(int, min_length=1), [], [1])
"""),
    case("urls", """
from pydantic import *
from pydantic_core import MultiHostUrl, Url
def check(kind, *values):
    for value in values:
        try:
            url = TypeAdapter(kind).validate_python(value)
            show(value, str(url), url.scheme, url.path, url.query, url.fragment)
        except ValidationError as error:
            for line in error.errors(include_url=False):
                show(value, line["type"], line["msg"])
check(PostgresDsn, "postgresql://u:p@H.com:5432/db?x=1#f", "postgres://h", "postgresql://u:p%40@/db", "mysql://x/y",
      "postgresql:///db", "nonsense", "postgresql://u:p w@h1:1,h2:2/db", "postgresql+psycopg2://u@h/d", "")
check(HttpUrl, "http://Example.com", "https://e.com:443/a b?q=1", "ftp://x", "example.com", "http://")
check(AnyUrl, "foo://bar", "sqlite:///./x.db", "sqlite+aiosqlite:////abs/x.db")
check(RedisDsn, "redis://localhost", "redis://:pw@h:1/2")
check(AmqpDsn, "amqp://u:p@h//")
check(MongoDsn, "mongodb://a,b/x")
check(MySQLDsn, "mysql+pymysql://u:p@h/d", "mysql://h:1/d")
check(KafkaDsn, "kafka://")
show(str(PostgresDsn.build(scheme="postgresql+asyncpg", username="u", password="p", host="h", port=5432, path="db")))
show(str(PostgresDsn.build(scheme="postgresql", username="u", host="h", path="db", query="a=1")))
show(str(MultiHostUrl.build(scheme="postgresql", username="u x", password="p%2F", host="h", port=1, path="a/b")))
show(str(MultiHostUrl.build(scheme="postgresql", hosts=[{"host": "a", "port": 1}, {"host": "b"}], path="db")))
show(str(Url.build(scheme="http", host="h", path="x")))
url = PostgresDsn("postgresql://us:pw%40@h1:1,h2:2/db?x=1&y=2")
show(url.hosts(), url.query_params(), url.unicode_string(), repr(url))
one = RedisDsn("redis://me:pw@localhost:1/3")
show(one.username, one.password, one.host, one.port, one.path)
"""),
    case("class variables and metaclasses", """
from typing import *
from pydantic import *
from pydantic._internal._model_construction import ModelMetaclass
class Once(ModelMetaclass):
    made = None
    def __call__(cls, *arguments, **named):
        cls.made = cls.made or super().__call__(*arguments, **named)
        return cls.made
class Settings(BaseModel, metaclass=Once):
    a: int = 1
    _names: ClassVar[List[str]] = PrivateAttr(default=["x"])
class More(Settings):
    _names = Settings._names + ["y"]
show(Settings(a="3") is Settings(), Settings().a, Settings._names, More._names)
"""),
    case("models", """
from typing import *
from pydantic import *
class Inner(BaseModel):
    a: int
    b: str = "x"
class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    inner: Inner
    many: list[Inner] = []
    later: Optional["Later"] = None
    alias: int = Field(1, alias="other")
    made: dict = Field(default_factory=dict)
    _private: int = PrivateAttr(default=3)
    constant: ClassVar[int] = 5
    @computed_field
    @property
    def total(self) -> int:
        return self.inner.a + self._private
class Later(BaseModel):
    z: int
one = Outer(inner={"a": "1"}, many=[{"a": 2, "b": "y"}], later={"z": 3}, other="7")
show(one)
show(one.model_dump(), one.model_dump(exclude_unset=True), one.model_dump(by_alias=True, include={"alias", "inner"}))
show(one.model_dump_json(), sorted(one.model_fields_set), one.total, Outer.constant, one._private)
fails(lambda: Outer(inner={"a": "x"}, extra=1))
fails(lambda: Outer())
fails(lambda: Outer(inner=5))
fails(lambda: setattr(one, "nothing", 1))
fails(lambda: one.nothing)
show(one == Outer(inner={"a": "1"}, many=[{"a": 2, "b": "y"}], later={"z": 3}, other="7"), one.model_copy(update={"alias": 9}).alias)
show(list(Outer.model_fields), Outer.model_fields["alias"].alias, Inner.model_fields["a"].is_required())
class Frozen(BaseModel, frozen=True):
    a: int = 1
fails(lambda: setattr(Frozen(), "a", 2))
class Assigned(BaseModel):
    model_config = {"validate_assignment": True}
    a: int = 1
assigned = Assigned()
assigned.a = "5"
show(assigned)
fails(lambda: setattr(assigned, "a", "x"))
T = TypeVar("T")
class Page(BaseModel, Generic[T]):
    items: list[T]
show(Page[int](items=["1"]).items, Page[Inner](items=[{"a": 1}]).items)
class Source:
    a = 4
    b = "q"
class FromSource(Inner):
    model_config = ConfigDict(from_attributes=True)
show(FromSource.model_validate(Source()))
class Root(RootModel[list[int]]):
    pass
show(Root(["1"]).root, Root.model_validate([2]).model_dump())
show(create_model("Made", a=(int, 3), b=(str, ...))(b="x"))
show(Inner.model_validate_json('{"a": 3}'), Inner.model_construct(a="raw").a)
"""),
    case("validators", """
from typing import *
from pydantic import *
from pydantic.functional_validators import AfterValidator
order = []
class Checked(BaseModel):
    a: Annotated[int, BeforeValidator(lambda value: order.append("before") or value), AfterValidator(lambda value: value + 1)] = 1
    b: str = "b"
    c: list[str] = []
    @field_validator("b", mode="before")
    @classmethod
    def b_before(cls, value):
        return str(value).strip()
    @field_validator("b")
    def b_after(cls, value, info):
        order.append(("b", info.field_name, dict(info.data)))
        if value == "bad":
            raise ValueError("b is bad")
        return value.upper()
    @field_validator("c", mode="before")
    @classmethod
    def split(cls, value: Any) -> Any:
        return value.split(",") if isinstance(value, str) else value
    @model_validator(mode="before")
    @classmethod
    def whole(cls, data):
        order.append("model before")
        return data
    @model_validator(mode="after")
    def finish(self):
        if self.a == 100:
            raise ValueError("no hundreds")
        self.c = [*self.c, "end"]
        return self
show(Checked(a="5", b=" x ", c="p,q"), order)
show(Checked())
fails(lambda: Checked(b="bad"))
fails(lambda: Checked(a=99))
def odd(value):
    assert value % 2, "must be odd"
    return value
fails(lambda: TypeAdapter(Annotated[int, AfterValidator(odd)]).validate_python(2))
class Wrapped(BaseModel):
    a: int
    @field_validator("a", mode="wrap")
    @classmethod
    def around(cls, value, handler):
        try:
            return handler(value)
        except ValidationError:
            return -1
show(Wrapped(a="x"), Wrapped(a="3"))
class Old(BaseModel):
    a: int
    b: int = 0
    @validator("b", always=True)
    def b_from_a(cls, value, values):
        return value or values["a"] * 2
    @validator("a", pre=True)
    def strip(cls, value):
        return str(value).strip("#")
    @root_validator(skip_on_failure=True)
    def root(cls, values):
        values["b"] += 1
        return values
show(Old(a="#4"))
class Dumped(BaseModel):
    a: int
    @field_serializer("a")
    def hexadecimal(self, value):
        return hex(value)
show(Dumped(a=255).model_dump())
"""),
    case("settings", """
from typing import *
from pydantic import *
from pydantic_settings import BaseSettings, SettingsConfigDict
class Database(BaseModel):
    host: str
    port: int = 5432
    options: dict = {}
class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", env_nested_delimiter="__", extra="ignore")
    app_name: str = "default"
    PORT: int
    debug: bool = False
    hosts: list[str] = []
    secret: SecretStr
    token: str = Field(validation_alias=AliasChoices("API_TOKEN", "TOKEN"))
    db: Database
    empty: str = "not empty"
    numbers: Annotated[set[int], Field()] = {1}
    @computed_field
    @property
    def url(self) -> str:
        return f"pg://{self.db.host}:{self.db.port}"
settings = Settings()
show(settings.app_name, settings.PORT, settings.debug, settings.hosts, settings.secret, settings.secret.get_secret_value())
show(settings.token, settings.db, repr(settings.empty), settings.numbers, settings.url)
show(Settings(PORT=1, _env_file=None, secret="x", token="q", API_TOKEN="t", db={"host": "h"}).model_dump())
class Ignore(Settings):
    model_config = SettingsConfigDict(env_ignore_empty=True)
show(Ignore().empty)
""", {".env": ENV_FILE}, {"app_name": "environment", "DB__PORT": "1", "NUMBERS": "[2, 3]"}),
    case("settings_missing", """
from pydantic import Field, PostgresDsn
from pydantic_settings import BaseSettings, SettingsConfigDict
class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="NOWHERE_", hide_input_in_errors=True)
    a: str
    b: int
    c: str = Field(alias="OTHER_NAME")
    d: PostgresDsn
    ok: int = 1
fails(Settings)
""", None, {"NOWHERE_B": "x", "NOWHERE_D": "http://u:p@h"}),
    case("settings_forms", """
from pydantic import *
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError, NoDecode
from typing import Annotated, Optional, Union, Any
class Prefixed(BaseSettings):
    class Config:
        env_prefix = "MY_"
        env_file = (".env", ".env.local", "missing.env")
        env_file_encoding = "utf-8"
        extra = "ignore"
    name: str
    other: Optional[int] = None
    url: Union[str, None] = None
show(Prefixed())
class Forbids(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env", hide_input_in_errors=True)
    my_name: str
fails(Forbids)
class Cased(BaseSettings):
    model_config = SettingsConfigDict(case_sensitive=True)
    Upper: str = "default"
    lower: str = "default"
show(Cased())
class Broken(BaseSettings):
    broken_list: list[int] = []
fails(Broken)
class Plain(BaseSettings):
    broken_list: Annotated[list[str], NoDecode] = []
    @field_validator("broken_list", mode="before")
    @classmethod
    def split(cls, value):
        return value.split(",")
show(Plain())
class Aliased(BaseSettings):
    model_config = SettingsConfigDict(populate_by_name=True)
    db: str = Field("x", alias="THE_DB")
show(Aliased(), Aliased(db="q"), Aliased(THE_DB="z"))
class Ordered(BaseSettings):
    a: str = "d"
    @classmethod
    def settings_customise_sources(cls, settings_cls, init_settings, env_settings, dotenv_settings, file_secret_settings):
        return env_settings, init_settings
show(Ordered(a="init"))
class Files(BaseSettings):
    model_config = SettingsConfigDict(secrets_dir="secrets")
    pw: str
show(Files())
class Default(BaseSettings):
    number: int = "5"
    made: str = Field(default_factory=lambda: "made")
show(Default())
class Nested(BaseSettings):
    inner: Prefixed = Prefixed()
show(Nested())
""", {".env": "MY_NAME=first\nMY_OTHER=1\nUNKNOWN=2\n", ".env.local": "MY_NAME=second\n", "secrets/pw": "secret text\n"},
      {"Upper": "up", "LOWER": "low", "BROKEN_LIST": "a,b", "THE_DB": "env", "A": "env"}),
    case("quoted_annotations", """from __future__ import annotations
from typing import Optional, ClassVar
from pydantic import BaseModel, Field
from pydantic_settings import BaseSettings
class Tree(BaseModel):
    value: int
    children: list[Tree] = []
    other: Optional[Leaf] = None
    constant: ClassVar[int] = 3
class Leaf(BaseModel):
    x: int
show(Tree(value="1", children=[{"value": 2}], other={"x": "3"}))
def local():
    class Inside(BaseModel):
        y: int
    class Holder(BaseModel):
        inside: Inside
    show(Holder(inside={"y": 1}))
local()
class Unknown(BaseModel):
    a: Nowhere
fails(lambda: Unknown(a=1))
""".replace("    a: Nowhere\nfails(lambda: Unknown(a=1))\n", "    a: int\nshow(Unknown(a=1))\n")),
    case("dataclasses", """
from pydantic.dataclasses import dataclass
from pydantic import BaseModel, Field
import dataclasses
from typing import NamedTuple
@dataclass
class Point:
    x: int
    y: int = 2
show(Point("1"), Point(x=1, y="3"))
fails(lambda: Point(x="x"))
@dataclasses.dataclass
class Simple:
    a: int
class Named(NamedTuple):
    c: int
class Holder(BaseModel):
    simple: Simple
    named: Named
show(Holder(simple={"a": "1"}, named=["3"]))
"""),
    case("unions", """
from typing import *
from pydantic import *
class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int = 9
class Dog(BaseModel):
    kind: Literal["dog"]
    tricks: list[str] = []
class Owner(BaseModel):
    pet: Annotated[Union[Cat, Dog], Field(discriminator="kind")]
    either: Union[Cat, Dog, None] = None
show(Owner(pet={"kind": "dog"}, either={"kind": "cat"}))
fails(lambda: Owner(pet={"kind": "bird"}))
fails(lambda: Owner(pet={}))
"""),
]

Pydantic = make_tests("pydantic", CASES, needs=["pydantic", "pydantic_settings"])

if __name__ == "__main__":
    unittest.main()
