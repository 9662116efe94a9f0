"""Events of mappers that change the schema."""
from sqlalchemy import Index, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, configure_mappers, declared_attr, mapped_column


@event.listens_for(Mapper, "instrument_class")
def index(mapper, cls):
    for column in mapper.local_table.c:
        if column.name == "searched":
            Index(f"search_{column.table.name}", column, postgresql_using="gin")


class Base(DeclarativeBase):
    pass


class Marked(Base):
    __abstract__ = True

    @classmethod
    def __declare_last__(cls):
        Index(f"last_{cls.__tablename__}", cls.__table__.c.id)


@event.listens_for(Marked, "mapper_configured", propagate=True)
def configured(mapper, cls):
    mapper.local_table.info["configured"] = True


class A(Marked):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)
    commented: Mapped[int]
    searched: Mapped[str]


class B(Base):
    __tablename__ = "b"
    id: Mapped[int] = mapped_column(primary_key=True)
    amount: Mapped[int]


configure_mappers()
target_metadata = Base.metadata
