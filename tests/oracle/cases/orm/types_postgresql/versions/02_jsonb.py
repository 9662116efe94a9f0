"""JSONB with its operators, and functions of rows"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by, insert
from sqlalchemy.orm import Session, declarative_base

revision = "14f827c4475e"
down_revision = "5c955814fa0f"

Base = declarative_base()


class Doc(Base):
    __tablename__ = "doc"
    id = sa.Column(sa.Integer, primary_key=True)
    data = sa.Column(JSONB, nullable=False, server_default="{}")


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add_all([Doc(id=1, data={"a": {"b": [1, 2]}, "t": "x%"}), Doc(id=2), Doc(id=3, data=[1, "two", None])])
        session.flush()
        print([doc.data for doc in session.scalars(sa.select(Doc).order_by(Doc.id))])
        print(session.scalars(sa.select(Doc.id).where(Doc.data.contains({"a": {"b": [2]}}))).all(),
              session.scalars(sa.select(Doc.id).where(Doc.data.has_key("t"))).all(),
              session.scalars(sa.select(Doc.data[("a", "b", 1)])).all(), session.scalars(sa.select(Doc.data["t"].astext)).all(),
              session.scalars(sa.select(Doc.id).where(Doc.data.path_exists("$.a.b"))).all())
        session.execute(sa.update(Doc).where(Doc.id == 2).values(data=sa.func.jsonb_set(Doc.data, "{n}", sa.literal({"x": 1}, JSONB))))
        session.execute(insert(Doc).values(id=1, data={"new": True}).on_conflict_do_update(
            index_elements=["id"], set_={"data": Doc.data.op("||")(insert(Doc).excluded.data)}))
        session.expire_all()
        print(session.get(Doc, 1).data, session.get(Doc, 2).data)
        print(session.scalar(sa.select(sa.func.jsonb_agg(aggregate_order_by(Doc.id, Doc.id.desc())))),
              session.execute(sa.select(sa.func.json_build_object("n", sa.func.count(), "s", sa.func.sum(Doc.id)))).scalar())
        session.commit()


def downgrade():
    Base.metadata.drop_all(op.get_bind())
