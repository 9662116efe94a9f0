"""Alembic's names, for scripts; the work is done by the engine. `op` is loaded when a script wants it: an env.py does not."""

from limbeck.facade import unknown_names

__version__ = "1.20.1"
__all__ = ["context", "op"]
__getattr__ = unknown_names(__name__, ("context", "op"))
