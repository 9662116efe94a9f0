"""UUID and JSON values, with their operators"""
import uuid

import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Mapped, Session, declarative_base, mapped_column

revision = "2b62de494bd4"
down_revision = "8f264a062dc8"

Base = declarative_base()


class Thing(Base):
    __tablename__ = "thing"
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=lambda: uuid.UUID(int=99))
    other = sa.Column(sa.Uuid(as_uuid=False))
    data = sa.Column(sa.JSON)
    strict = sa.Column(sa.JSON(none_as_null=True))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add(Thing(id=uuid.UUID(int=5), other=str(uuid.UUID(int=6)), data={"a": [1, 2, {"b": "ü%s"}], "n": 1.5}))
        session.add(Thing(other=None, data=None, strict=None))
        session.add(Thing(id=uuid.UUID(int=7), data=[True, "x"], strict=sa.JSON.NULL))
        session.commit()
        print([(thing.id, thing.other, thing.data, thing.strict) for thing in session.scalars(sa.select(Thing).order_by(Thing.id))])
        print(session.get(Thing, uuid.UUID(int=5)).data["a"][2])
        print(session.execute(sa.select(Thing.data["a"][0].as_integer(), Thing.data["n"].as_float(), Thing.data[("a", "2", "b")].as_string())
                              .where(Thing.other == str(uuid.UUID(int=6)))).one())
        print(session.execute(sa.select(sa.func.count()).where(Thing.strict.is_(None))).scalar())


def downgrade():
    Base.metadata.drop_all(op.get_bind())
