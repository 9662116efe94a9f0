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


def options_of(info):
    """What argparse makes of Alembic's command line: its own options, `cmd`, and each argument of the command."""
    options = dict(info["options"])
    options["raiseerr"] = options.get("raiseerr") == "true"
    options.update(x=list(info["x"]) or None, name=info["config_ini_section"], quiet=info["quiet"],
                   config=[info["config_file_name"]] if info["config_file_name"] else None)
    name, given = info["command"], info["arguments"]
    if name in ARGUMENTS:
        from alembic import command

        positional, others = ARGUMENTS[name]
        options.update({key: given.get(key, default) for key, default in others.items()})
        options.update({key: given.get(key) for key in positional})
        options["cmd"] = getattr(command, name), list(positional), list(others)
    return options


def refused(name):
    """A function in place of the command."""

    def command(config, *args, **kw):
        from alembic.util import CommandError

        raise CommandError(f"alembic.command.{name}() runs env.py or writes files, which a script inside of a command "
                           f"cannot do; run 'limbeck {name}' instead")

    command.__name__ = command.__qualname__ = name
    return command
