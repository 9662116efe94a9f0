"""yield_per, partitions, stream_results, fetchmany"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "1e6864520041"
down_revision = "ce8309e70322"

Base = declarative_base()


class Line(Base):
    __tablename__ = "line"
    id = sa.Column(sa.Integer, primary_key=True)
    n = sa.Column(sa.Integer)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.execute(sa.insert(Line), [{"id": n, "n": n * 2} for n in range(25)])
        session.commit()
        query = sa.select(Line).order_by(Line.id)
        print([len(part) for part in session.scalars(query.execution_options(yield_per=10)).partitions()])
        found = session.execute(sa.select(Line.n).order_by(Line.id), execution_options={"stream_results": True})
        print(found.fetchmany(3), found.fetchone(), len(found.fetchall()))
        print(sum(line.n for line in session.query(Line).yield_per(7)))
        with op.get_bind().execute(query, execution_options={"stream_results": True, "max_row_buffer": 5}) as rows:
            print([row.n for row in rows][:4])


def downgrade():
    Base.metadata.drop_all(op.get_bind())
