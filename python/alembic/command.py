"""Commands, for scripts that call them. A script runs inside of a command already; a second one is refused."""


def _refused(name):
    def command(config, *args, **kw):
        from .util import CommandError

        raise CommandError(f"alembic.command.{name}() cannot be called by a script that limbeck itself runs; run "
                           f"'limbeck {name}' instead")

    command.__name__ = command.__qualname__ = name
    return command


for _name in ("branches", "check", "current", "downgrade", "edit", "ensure_version", "heads", "history", "init",
              "list_templates", "merge", "revision", "show", "stamp", "upgrade"):
    globals()[_name] = _refused(_name)
