"""The order of what SQLAlchemy keeps in sets and makes statements of: as it was said. A run that goes on with a step that another
has left half done must come to the same statements."""

from sqlalchemy.schema import Table
from sqlalchemy.util import OrderedSet


def install():
    Table.indexes = property(lambda table: table.__dict__["indexes"], _set_indexes)


def _set_indexes(table, indexes):
    table.__dict__["indexes"] = OrderedSet(indexes)
