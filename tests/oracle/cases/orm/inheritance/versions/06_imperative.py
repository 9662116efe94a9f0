"""Mapped without declarative: registry.map_imperatively, a class over a join"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, registry, relationship

revision = "a905c2db212d"
down_revision = "ce19f5472d7d"

mappers = registry()
left = sa.Table("left_side", mappers.metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.Integer))
right = sa.Table("right_side", mappers.metadata, sa.Column("id", sa.ForeignKey("left_side.id"), primary_key=True),
                 sa.Column("b", sa.Integer))


class Left:
    def __init__(self, **values):
        self.__dict__.update(values)
        for name, value in values.items():
            setattr(self, name, value)


class Right(Left):
    pass


class Both:
    pass


mappers.map_imperatively(Left, left, properties={"others": relationship(Right, backref="left")})
mappers.map_imperatively(Right, right)
mappers.map_imperatively(Both, left.join(right), properties={"id": [left.c.id, right.c.id]})


def upgrade():
    mappers.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        both = Both()
        both.a, both.b = 1, 2
        session.add(both)
        session.commit()
        print(both.id, [(one.left.a, one.b) for one in session.scalars(sa.select(Right))])
        session.scalars(sa.select(Both)).one().b = 5
        session.commit()


def downgrade():
    mappers.metadata.drop_all(op.get_bind())
