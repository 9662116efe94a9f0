"""Joined tables, read by the base and by the subclass"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "99af4b831dd2"
down_revision = None

Base = declarative_base()


class Employee(Base):
    __tablename__ = "employee"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))
    kind = sa.Column(sa.String(20))
    __mapper_args__ = {"polymorphic_identity": "employee", "polymorphic_on": kind}


class Engineer(Employee):
    __tablename__ = "engineer"
    id = sa.Column(sa.ForeignKey("employee.id"), primary_key=True)
    language = sa.Column(sa.String(20))
    __mapper_args__ = {"polymorphic_identity": "engineer"}


class Manager(Employee):
    __tablename__ = "manager"
    id = sa.Column(sa.ForeignKey("employee.id"), primary_key=True)
    budget = sa.Column(sa.Numeric(10, 2))
    __mapper_args__ = {"polymorphic_identity": "manager"}


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add_all([Engineer(name="eve", language="C++"), Manager(name="max", budget=12.5), Employee(name="pat")])
        session.commit()
        for one in session.scalars(sa.select(Employee).order_by(Employee.id)):
            print(type(one).__name__, one.name, getattr(one, "language", None), getattr(one, "budget", None))
        print([one.name for one in session.scalars(sa.select(Engineer).where(Engineer.language == "C++"))])
        session.scalars(sa.select(Manager)).one().name = "maxine"
        session.delete(session.scalars(sa.select(Engineer)).one())
        session.commit()


def downgrade():
    Base.metadata.drop_all(op.get_bind())
