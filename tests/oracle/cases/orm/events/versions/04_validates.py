"""@validates for columns and collections"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base, relationship, validates

revision = "21b0ca3188ba"
down_revision = "01e1a74a369b"

Base = declarative_base()


class Member(Base):
    __tablename__ = "member"
    id = sa.Column(sa.Integer, primary_key=True)
    email = sa.Column(sa.String(40))
    phones = relationship("Phone", order_by="Phone.id")

    @validates("email")
    def has_sign(self, key, value):
        if "@" not in value:
            raise ValueError(f"{key}: no @ in {value!r}")
        return value.lower()

    @validates("phones")
    def has_digits(self, key, phone):
        assert phone.number.isdigit(), phone.number
        return phone


class Phone(Base):
    __tablename__ = "phone"
    id = sa.Column(sa.Integer, primary_key=True)
    number = sa.Column(sa.String(20))
    member_id = sa.Column(sa.ForeignKey("member.id"))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        member = Member(email="ADA@X.ORG", phones=[Phone(number="123")])
        session.add(member)
        for broken in (lambda: setattr(member, "email", "none"), lambda: member.phones.append(Phone(number="12a"))):
            try:
                broken()
            except (ValueError, AssertionError) as error:
                print(type(error).__name__, error)
        session.commit()
        print(member.email, [phone.number for phone in member.phones])


def downgrade():
    Base.metadata.drop_all(op.get_bind())
