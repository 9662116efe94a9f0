needs = ["advanced_alchemy", "sqlalchemy<2.1"]
from advanced_alchemy.base import UUIDBase, create_registry, AdvancedDeclarativeBase, CommonTableAttributes, merge_table_arguments
from advanced_alchemy.mixins import SlugKey
from sqlalchemy import Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, declared_attr


class Base(CommonTableAttributes, AdvancedDeclarativeBase):
    __abstract__ = True
    __bind_key__ = "own"


class HTTPRoute(Base):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Article(SlugKey, UUIDBase):
    text: Mapped[str]


target_metadata = [Base.metadata, UUIDBase.metadata]
