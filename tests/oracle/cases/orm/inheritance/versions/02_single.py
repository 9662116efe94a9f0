"""One table for all, with columns that only some have"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Mapped, Session, declarative_base, mapped_column

revision = "d46ddd136fac"
down_revision = "99af4b831dd2"

Base = declarative_base()


class Animal(Base):
    __tablename__ = "animal"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(10))
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_abstract": True}


class Dog(Animal):
    barks: Mapped[bool] = mapped_column(nullable=True)
    __mapper_args__ = {"polymorphic_identity": "dog"}


class Cat(Animal):
    lives: Mapped[int] = mapped_column(nullable=True)
    __mapper_args__ = {"polymorphic_identity": "cat"}


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add_all([Dog(barks=True), Cat(lives=9), Dog(barks=False)])
        session.commit()
        print([type(animal).__name__ for animal in session.scalars(sa.select(Animal).order_by(Animal.id))])
        print(session.scalar(sa.select(sa.func.count()).select_from(Dog)))
        session.execute(sa.update(Cat).values(lives=Cat.lives - 1))
        session.execute(sa.delete(Dog).where(Dog.barks.is_(False)))
        session.commit()
        print(session.scalars(sa.select(Cat.lives)).all(), session.scalars(sa.select(Dog.barks)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())
