"""Commands, for scripts that call them. Those that look at revision files alone work; one that would run env.py is
refused, for a script runs inside of such a command already."""

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


def _directory(config):
    from .script import ScriptDirectory

    return ScriptDirectory.from_config(config)


def heads(config, verbose=False, resolve_dependencies=False):
    script = _directory(config)
    for revision in script.get_revisions("heads" if resolve_dependencies else script.get_heads()):
        config.print_stdout(revision.cmd_format(verbose, include_branches=True, tree_indicators=False))


def branches(config, verbose=False):
    script = _directory(config)
    for revision in script.walk_revisions():
        if not revision.is_branch_point:
            continue
        lines = [revision.cmd_format(verbose, include_branches=True)]
        for following in sorted(revision.nextrev):
            text = script.get_revision(following).cmd_format(False, include_branches=True, include_doc=verbose)
            lines.append(f"{' ' * len(revision.revision)} -> {text}")
        config.print_stdout("\n".join(lines) + "\n")


def show(config, rev):
    if rev == "current":
        _refuse("show", "asks the database")
    for revision in _directory(config).get_revisions(rev):
        config.print_stdout(revision.log_entry)


def history(config, rev_range=None, verbose=False, indicate_current=False):
    base, colon, head = (":" if rev_range is None else rev_range.strip()).partition(":")
    if not colon:
        from .util import CommandError

        raise CommandError("History range requires [start]:[end], [start]:, or :[end]")
    if indicate_current or "current" in (base, head):
        _refuse("history", "asks the database")
    for revision in _directory(config).walk_revisions(base or "base", head or "heads"):
        config.print_stdout(revision.cmd_format(verbose, include_branches=True, include_doc=True, include_parents=True))


def _refuse(name, what="runs env.py or writes files"):
    from .util import CommandError

    raise CommandError(f"alembic.command.{name}() {what}, which a script inside of a command cannot do; run "
                       f"'limbeck {name}' instead")


def _refused(name):
    def command(config, *args, **kw):
        _refuse(name)

    command.__name__ = command.__qualname__ = name
    return command


for _name in _arguments:
    if _name not in globals():
        globals()[_name] = _refused(_name)


def _options_of(name, given):
    """What argparse keeps of a command: `cmd`, and each of its arguments."""
    if name not in _arguments:
        return {}
    positional, others = _arguments[name]
    cmd = globals()[name], list(positional), list(others)
    found = {key: given.get(key, default) for key, default in others.items()}
    return {"cmd": cmd, **found, **{key: given.get(key) for key in positional}}
