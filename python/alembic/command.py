"""Commands, for scripts that call them. Those that look at revision files alone are Alembic's own; one that would run env.py
is refused, for a script runs inside of such a command already."""

from limbeck.commands import ARGUMENTS, READING, refused
from limbeck.facade import unsupported


def _of_alembic(name):
    def command(config, *args, **kw):
        unsupported(f"alembic.command.{name}()")

    command.__name__ = command.__qualname__ = name
    return command


for _name in ARGUMENTS:
    globals()[_name] = _of_alembic(_name) if _name in READING else refused(_name)
