"""Window functions: row_number, rank, sums that run, lag"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "1248811aadfd"
down_revision = "b7a3c6262adb"

Base = declarative_base()


class Score(Base):
    __tablename__ = "score"
    id = sa.Column(sa.Integer, primary_key=True)
    player = sa.Column(sa.String(10))
    points = sa.Column(sa.Integer)
    place = sa.Column(sa.Integer)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add_all([Score(id=n, player="ab"[n % 2], points=(n * 7) % 5) for n in range(1, 9)])
        session.flush()
        number = sa.func.row_number().over(partition_by=Score.player, order_by=[Score.points.desc(), Score.id])
        running = sa.func.sum(Score.points).over(order_by=Score.id, rows=(None, 0))
        before = sa.func.lag(Score.points, 1, -1).over(order_by=Score.id)
        print(session.execute(sa.select(Score.id, number, running, before).order_by(Score.id)).all())
        ranked = sa.select(Score.id, number.label("place")).subquery()
        for row in session.execute(sa.select(ranked)).all():
            session.get(Score, row.id).place = row.place
        session.commit()
        print(session.execute(sa.select(Score.id).where(Score.place == 1).order_by(Score.id)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())
