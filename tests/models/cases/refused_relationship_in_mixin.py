from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Mixin:
    other = relationship("A")


class A(Mixin, Base):
    __tablename__ = "a"
    id: Mapped[int] = mapped_column(primary_key=True)


target_metadata = Base.metadata
left_to_sqlalchemy = True
