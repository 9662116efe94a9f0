"""Names that env.py files use for autogenerate."""

from .api import AutogenContext, compare_metadata, produce_migrations, render_python_code
from .compare import comparators
from .render import renderers
from .rewriter import Rewriter
