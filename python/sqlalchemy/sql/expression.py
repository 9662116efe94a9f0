"""All names of the expression language in one place, as scripts import them."""

from .dml import Delete, Insert, Update, UpdateBase, ValuesBase, delete, insert, update
from .elements import *  # noqa: F401,F403
from .elements import _truncated_label
from .functions import Function, FunctionElement, func, modifier
from .operators import ColumnOperators, Operators
from .selectable import *  # noqa: F401,F403
from .selectable import Select

SelectBase = GenerativeSelect = Select
