"""uselist=False: one on either side"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base, relationship

revision = "5766265fc717"
down_revision = "d4ffa61cf35c"

Base = declarative_base()


class Employee(Base):
    __tablename__ = "employee"
    id = sa.Column(sa.Integer, primary_key=True)
    desk = relationship("Desk", uselist=False, back_populates="employee", cascade="all, delete-orphan")


class Desk(Base):
    __tablename__ = "desk"
    id = sa.Column(sa.Integer, primary_key=True)
    place = sa.Column(sa.String(20))
    employee_id = sa.Column(sa.ForeignKey("employee.id"), unique=True)
    employee = relationship(Employee, back_populates="desk")


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add_all([Employee(id=1, desk=Desk(id=1, place="window")), Employee(id=2)])
        session.commit()
        print(session.get(Employee, 1).desk.place, session.get(Employee, 2).desk)
        session.get(Employee, 2).desk = Desk(id=2, place="door")
        session.get(Employee, 1).desk = None
        session.commit()
        print(session.execute(sa.select(Desk.id, Desk.employee_id)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())
