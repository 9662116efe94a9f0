"""Names that env.py files use for autogenerate."""

from limbeck.facade import unknown_names

_homes = {"AutogenContext": "api", "compare_metadata": "api", "produce_migrations": "api", "render_python_code": "api",
          "comparators": "compare", "renderers": "render", "Rewriter": "rewriter"}
__all__ = list(_homes)
__getattr__ = unknown_names(__name__, ("api", "compare", "render", "rewriter"), homes=_homes)
