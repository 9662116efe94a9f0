import package_of_models.order as order
from package_of_models import Base


class Extra(order.Order):
    __tablename__ = "extra"
    id = order.sa.Column(order.sa.ForeignKey("order.id"), primary_key=True)
