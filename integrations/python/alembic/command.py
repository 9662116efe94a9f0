"""The commands, each a run of limbeck."""

import os
import subprocess
import tempfile

from .config import program


class CommandError(Exception):
    """What limbeck said when a command failed."""


def _run(config, *arguments):
    if config.attributes:
        raise NotImplementedError("Config.attributes (" + ", ".join(config.attributes) + ") cannot be handed to "
                                  "limbeck, which runs as a process of its own; set sqlalchemy.url")
    with _file_of(config) as name:
        command = [program(), *(["-c", name] if name else []), "-n", config.config_ini_section, *arguments]
        done = subprocess.run(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    print(done.stdout, end="")
    if done.returncode:
        raise CommandError((done.stdout + done.stderr).strip() or f"limbeck ended with {done.returncode}")
    return done.stdout


class _file_of:
    """The configuration's file; with options that were set, a copy beside it that has them."""

    def __init__(self, config):
        self._config, self._made = config, None

    def __enter__(self):
        config = self._config
        if not config._set:
            return config.config_file_name
        folder = os.path.dirname(os.path.abspath(config.config_file_name or "alembic.ini"))
        with tempfile.NamedTemporaryFile("w", suffix=".ini", prefix=".limbeck-", dir=folder, delete=False,
                                         encoding="utf-8") as made:
            self._made = made.name
            parser = config._parser()
            parser.remove_option("DEFAULT", "here")
            parser.write(made)
        return self._made

    def __exit__(self, *_):
        if self._made:
            os.unlink(self._made)


def _texts(value):
    return [value] if isinstance(value, str) else list(value or ())


def _options(**given):
    arguments = []
    for name, value in given.items():
        option = "--" + name.replace("_", "-")
        if value is True:
            arguments.append(option)
        elif value not in (None, False):
            for text in _texts(value):
                arguments += [option, text]
    return arguments


def upgrade(config, revision, sql=False, tag=None):
    _run(config, "upgrade", *_options(sql=sql, tag=tag), "--", revision)


def downgrade(config, revision, sql=False, tag=None):
    _run(config, "downgrade", *_options(sql=sql, tag=tag), "--", revision)


def stamp(config, revision, sql=False, tag=None, purge=False):
    _run(config, "stamp", *_options(sql=sql, tag=tag, purge=purge), "--", *_texts(revision))


def current(config, check_heads=False, verbose=False):
    _run(config, "current", *_options(check_heads=check_heads, verbose=verbose))


def history(config, rev_range=None, verbose=False, indicate_current=False):
    _run(config, "history", *_options(rev_range=rev_range, verbose=verbose, indicate_current=indicate_current))


def heads(config, verbose=False, resolve_dependencies=False):
    _run(config, "heads", *_options(verbose=verbose, resolve_dependencies=resolve_dependencies))


def branches(config, verbose=False):
    _run(config, "branches", *_options(verbose=verbose))


def show(config, rev):
    _run(config, "show", "--", rev)


def check(config):
    _run(config, "check")


def ensure_version(config, sql=False):
    _run(config, "ensure_version", *_options(sql=sql))


def revision(config, message=None, autogenerate=False, sql=False, head="head", splice=False, branch_label=None,
             version_path=None, rev_id=None, depends_on=None, process_revision_directives=None):
    if process_revision_directives is not None:
        raise NotImplementedError("process_revision_directives is said in env.py")
    _run(config, "revision", *_options(message=message, autogenerate=autogenerate, sql=sql, head=head, splice=splice,
                                       branch_label=branch_label, version_path=version_path, rev_id=rev_id,
                                       depends_on=depends_on))


def merge(config, revisions, message=None, branch_label=None, rev_id=None):
    _run(config, "merge", *_options(message=message, branch_label=branch_label, rev_id=rev_id), "--",
         *_texts(revisions))


def init(config, directory, template="generic", package=False):
    _run(config, "init", *_options(template=template, package=package), "--", directory)


def list_templates(config):
    _run(config, "list_templates")
