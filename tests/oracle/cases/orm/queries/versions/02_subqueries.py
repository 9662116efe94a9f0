"""Scalar subqueries, exists, CTEs, unions, an entity of a subquery"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, aliased, declarative_base

revision = "0c6284d3017d"
down_revision = "a51c5963c5e2"

Base = declarative_base()


class Sale(Base):
    __tablename__ = "sale"
    id = sa.Column(sa.Integer, primary_key=True)
    seller = sa.Column(sa.String(10))
    amount = sa.Column(sa.Integer)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add_all([Sale(id=n, seller="abc"[n % 3], amount=n * n) for n in range(1, 10)])
        session.flush()
        other = aliased(Sale)
        best = sa.select(sa.func.max(other.amount)).where(other.seller == Sale.seller).scalar_subquery()
        print(session.execute(sa.select(Sale.seller, Sale.amount).where(Sale.amount == best).order_by(Sale.seller)).all())
        print(session.scalars(sa.select(Sale.id).where(sa.exists().where(other.amount == Sale.amount * 4,
                                                                         other.id == Sale.id * 2)).order_by(Sale.id)).all())
        large = sa.select(Sale).where(Sale.amount > 30).subquery()
        entity = aliased(Sale, large)
        print([sale.id for sale in session.scalars(sa.select(entity).order_by(entity.id))])
        totals = sa.select(Sale.seller, sa.func.sum(Sale.amount).label("total")).group_by(Sale.seller).cte("totals")
        print(session.execute(sa.select(totals).where(totals.c.total > 80).order_by(totals.c.seller)).all())
        both = sa.union(sa.select(Sale.id).where(Sale.id < 3), sa.select(Sale.id).where(Sale.id > 8))
        print(sorted(session.scalars(both)))
        union = sa.union_all(sa.select(Sale).where(Sale.id == 1), sa.select(Sale).where(Sale.id == 2))
        print(sorted(sale.amount for sale in session.scalars(sa.select(Sale).from_statement(union))))
        print(session.execute(sa.select(sa.func.count()).select_from(large)).scalar(),
              session.scalar(sa.select(sa.exists().where(Sale.id == 77))) in (False, 0))
        session.commit()


def downgrade():
    Base.metadata.drop_all(op.get_bind())
