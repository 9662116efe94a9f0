"""Naming conventions, as the engine takes them: it fills in the tokens itself."""

from limbeck.facade import unsupported

_KINDS = {"Index": "ix", "UniqueConstraint": "uq", "CheckConstraint": "ck", "ForeignKeyConstraint": "fk",
          "PrimaryKeyConstraint": "pk"}


def _kind_of(key):
    """A key of the convention, "uq" or a class, as the engine calls it; None of a token."""
    if isinstance(key, type):
        return next((_KINDS[cls.__name__] for cls in key.__mro__ if cls.__name__ in _KINDS), None)
    return key if key in _KINDS.values() else None


def convention_of(given):
    """{kind: template}. Tokens of the script's own, keys of columns and columns of a check only SQLAlchemy knows."""
    own = [key for key, value in given.items() if _kind_of(key) is None and callable(value)]
    found = {_kind_of(key): template for key, template in given.items()
             if _kind_of(key) is not None and isinstance(template, str)}
    for kind, template in found.items():
        if any(f"%({token})s" in template for token in own) or "_key)" in template or \
                kind == "ck" and "%(column_" in template:
            unsupported(f"the naming convention {template!r}")
    return found
