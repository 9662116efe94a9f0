"""Names that env.py files use for autogenerate."""

from limbeck.facade import unknown_names, unsupported

_homes = {"comparators": "compare", "renderers": "render"}
__all__ = list(_homes)
__getattr__ = unknown_names(__name__, ("compare", "render"), homes=_homes)


def _refused(name):
    def function(*args, **kw):
        unsupported(f"alembic.autogenerate.{name}()")

    function.__name__ = function.__qualname__ = name
    return function


compare_metadata, produce_migrations, render_python_code = map(
    _refused, ("compare_metadata", "produce_migrations", "render_python_code"))
