import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from .base import Base
from .user import User

items = sa.Table("items", Base.metadata, sa.Column("order_id", sa.ForeignKey("order.id")), sa.Column("name", sa.String(9)))


class Order(Base):
    __tablename__ = "order"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey(User.id))
    user: Mapped["User"] = relationship(back_populates="orders")
