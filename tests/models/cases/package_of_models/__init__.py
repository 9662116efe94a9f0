"""A package whose modules import one another, as projects have them."""
from .base import Base
from .user import User
from .order import Order, items
from . import extra as _extra

target_metadata = Base.metadata
