"""Two foreign keys to one table, conditions of one's own, a row that points to its favourite"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base, foreign, relationship, remote

revision = "c9fee562eac1"
down_revision = "5766265fc717"

Base = declarative_base()


class Customer(Base):
    __tablename__ = "customer"
    id = sa.Column(sa.Integer, primary_key=True)
    billing_id = sa.Column(sa.ForeignKey("address.id"))
    shipping_id = sa.Column(sa.ForeignKey("address.id"))
    favourite_id = sa.Column(sa.ForeignKey("gift.id", use_alter=True, name="fk_favourite"))
    billing = relationship("Address", foreign_keys=[billing_id])
    shipping = relationship("Address", foreign_keys="Customer.shipping_id")
    gifts = relationship("Gift", foreign_keys="Gift.customer_id", order_by="Gift.id")
    favourite = relationship("Gift", foreign_keys=favourite_id, post_update=True)
    big_gifts = relationship("Gift", primaryjoin="and_(Customer.id == foreign(Gift.customer_id), Gift.size > 5)",
                             viewonly=True)


class Address(Base):
    __tablename__ = "address"
    id = sa.Column(sa.Integer, primary_key=True)
    street = sa.Column(sa.String(20))


class Gift(Base):
    __tablename__ = "gift"
    id = sa.Column(sa.Integer, primary_key=True)
    size = sa.Column(sa.Integer)
    customer_id = sa.Column(sa.ForeignKey("customer.id"))
    larger = relationship("Gift", primaryjoin=lambda: remote(Gift.size) > foreign(Gift.size), viewonly=True, uselist=True,
                          order_by=lambda: remote(Gift.id))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        gifts = [Gift(id=1, size=9), Gift(id=2, size=4)]
        session.add(Customer(id=1, billing=Address(id=1, street="bill"), shipping=Address(id=2, street="ship"),
                             gifts=gifts, favourite=gifts[1]))
        session.commit()
        customer = session.get(Customer, 1)
        print(customer.billing.street, customer.shipping.street, customer.favourite_id)
        print([gift.id for gift in customer.big_gifts], [gift.id for gift in gifts[1].larger])


def downgrade():
    with op.batch_alter_table("customer") as batch:
        batch.drop_constraint("fk_favourite", type_="foreignkey")
    for table in ("gift", "customer", "address"):
        op.drop_table(table)
