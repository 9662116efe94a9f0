from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class A(Base):
    id: Mapped[int] = mapped_column(primary_key=True)


target_metadata = Base.metadata
left_to_sqlalchemy = True
