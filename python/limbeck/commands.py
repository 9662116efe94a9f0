"""Alembic's commands, as a script inside of one meets them: their arguments, and the refusal to run another one."""

# The arguments of each command, as Alembic's functions have them: positional ones, and the others with their defaults.
ARGUMENTS = {
    "branches": ((), {"verbose": False}),
    "check": ((), {}),
    "current": ((), {"check_heads": False, "verbose": False}),
    "downgrade": (("revision",), {"sql": False, "tag": None}),
    "edit": (("rev",), {}),
    "ensure_version": ((), {"sql": False}),
    "heads": ((), {"verbose": False, "resolve_dependencies": False}),
    "history": ((), {"rev_range": None, "verbose": False, "indicate_current": False}),
    "init": (("directory",), {"template": "generic", "package": False}),
    "list_templates": ((), {}),
    "merge": (("revisions",), {"message": None, "branch_label": None, "rev_id": None, "splice": False}),
    "revision": ((), {"message": None, "autogenerate": False, "sql": False, "head": "head", "splice": False,
                      "branch_label": None, "version_path": None, "rev_id": None, "depends_on": None}),
    "show": (("rev",), {}),
    "stamp": (("revisions",), {"sql": False, "tag": None, "purge": False}),
    "upgrade": (("revision",), {"sql": False, "tag": None}),
}

# Those that look at revision files alone.
READING = frozenset(("branches", "heads", "history", "list_templates", "show"))


def options_of(name, given):
    """What argparse keeps of a command: `cmd`, and each of its arguments."""
    if name not in ARGUMENTS:
        return {}
    from alembic import command

    positional, others = ARGUMENTS[name]
    cmd = getattr(command, name), list(positional), list(others)
    found = {key: given.get(key, default) for key, default in others.items()}
    return {"cmd": cmd, **found, **{key: given.get(key) for key in positional}}


def refused(name):
    """A function in place of the command."""

    def command(config, *args, **kw):
        from alembic.util import CommandError

        raise CommandError(f"alembic.command.{name}() runs env.py or writes files, which a script inside of a command "
                           f"cannot do; run 'limbeck {name}' instead")

    command.__name__ = command.__qualname__ = name
    return command
