"""Commands, for scripts that call them. A script runs inside of a command already; a second one is refused."""

# The arguments of each command, as Alembic's functions have them: positional ones, and the others with their defaults.
_arguments = {
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


def _refused(name):
    def command(config, *args, **kw):
        from .util import CommandError

        raise CommandError(f"alembic.command.{name}() cannot be called by a script that limbeck itself runs; run "
                           f"'limbeck {name}' instead")

    command.__name__ = command.__qualname__ = name
    return command


for _name in _arguments:
    globals()[_name] = _refused(_name)


def _options_of(name, given):
    """What argparse keeps of a command: `cmd`, and each of its arguments."""
    if name not in _arguments:
        return {}
    positional, others = _arguments[name]
    cmd = globals()[name], list(positional), list(others)
    found = {key: given.get(key, default) for key, default in others.items()}
    return {"cmd": cmd, **found, **{key: given.get(key) for key in positional}}
