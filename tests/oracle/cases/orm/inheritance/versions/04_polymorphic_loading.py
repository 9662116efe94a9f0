"""with_polymorphic, selectin_polymorphic, of_type"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base, relationship, selectin_polymorphic, with_polymorphic

revision = "dbff2f659e00"
down_revision = "e3b327686200"

Base = declarative_base()


class Company(Base):
    __tablename__ = "company"
    id = sa.Column(sa.Integer, primary_key=True)
    staff = relationship("Staff", order_by="Staff.id")


class Staff(Base):
    __tablename__ = "staff"
    id = sa.Column(sa.Integer, primary_key=True)
    kind = sa.Column(sa.String(10))
    company_id = sa.Column(sa.ForeignKey("company.id"))
    __mapper_args__ = {"polymorphic_on": kind, "polymorphic_identity": "staff"}


class Coder(Staff):
    __tablename__ = "coder"
    id = sa.Column(sa.ForeignKey("staff.id"), primary_key=True)
    language = sa.Column(sa.String(10))
    __mapper_args__ = {"polymorphic_identity": "coder", "polymorphic_load": "inline"}


class Boss(Staff):
    __tablename__ = "boss"
    id = sa.Column(sa.ForeignKey("staff.id"), primary_key=True)
    title = sa.Column(sa.String(10))
    __mapper_args__ = {"polymorphic_identity": "boss"}


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add(Company(id=1, staff=[Coder(id=1, language="C"), Boss(id=2, title="Dr."), Staff(id=3)]))
        session.commit()
    with Session(op.get_bind()) as session:
        everyone = with_polymorphic(Staff, [Coder, Boss])
        query = sa.select(everyone.id, everyone.Coder.language, everyone.Boss.title).order_by(everyone.id)
        print(session.execute(query).all())
        print(session.scalars(sa.select(everyone).where(sa.or_(everyone.Coder.language == "C", everyone.Boss.title == "Dr."))
                              .order_by(everyone.id)).all()[1].title)
        found = session.scalars(sa.select(Staff).order_by(Staff.id).options(selectin_polymorphic(Staff, [Coder, Boss]))).all()
        print(["title" in one.__dict__ or "language" in one.__dict__ for one in found])
        print(session.execute(sa.select(Company.id).join(Company.staff.of_type(Coder)).where(Coder.language == "C")).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())
