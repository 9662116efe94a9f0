from .base import Dialect as DefaultDialect
