"""Commands, for scripts that call them. Those that look at revision files alone work; one that would run env.py is
refused, for a script runs inside of such a command already."""

from limbeck.commands import ARGUMENTS, refused


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


def _refuse(name, what):
    refused(name, what)(None)


for _name in ARGUMENTS:
    if _name not in globals():
        globals()[_name] = refused(_name)
