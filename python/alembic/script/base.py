"""ScriptDirectory: the revision files, as the engine knows them."""

import _limbeck

from ..util.exc import CommandError, as_command_error
from .revision import Revision, RevisionMap, identifier


class Script(Revision):
    """One revision file."""

    _db_current_indicator = None

    def __init__(self, directory, data):
        super().__init__(directory, data)
        self.path = data["path"]
        self.longdoc = data["longdoc"]
        self.doc = data["doc"]

    @property
    def module(self):
        found = self.__dict__.get("_module")
        if found is None:
            from limbeck.running import load_file

            found = self._module = load_file(self.path, self.path.rpartition("/")[2].rpartition(".")[0])
        return found

    @property
    def filename(self):
        return self.path

    @property
    def _script_path(self):
        from pathlib import Path

        return Path(self.path)

    @property
    def log_entry(self):
        return self._format(verbose=True)

    def cmd_format(self, verbose, include_branches=False, include_doc=False, include_parents=False,
                   tree_indicators=True):
        return self._format(verbose=bool(verbose), include_branches=bool(include_branches),
                            include_doc=bool(include_doc), include_parents=bool(include_parents),
                            tree_indicators=bool(tree_indicators))

    def _format(self, **how):
        return self._directory._ask("format", id=self.revision, current=bool(self._db_current_indicator), **how)

    def __str__(self):
        down = ", ".join(self._versioned_down_revisions) or "<base>"
        signs = (" (head)" if self.is_head else "") + (" (branchpoint)" if self.is_branch_point else "") + \
            (" (mergepoint)" if self.is_merge_point else "")
        return f"{down} -> {self.revision}{signs}, {self.doc}"


class ScriptDirectory:
    def __init__(self, dir, file_template="%(rev)s_%(slug)s", truncate_slug_length=40, version_locations=None,
                 sourceless=False, output_encoding="utf-8", timezone=None, hooks=(), recursive_version_locations=False,
                 messaging_opts=None):
        from ..config import Config

        config = Config()

        def option(name, value):
            if value:
                config.set_main_option(name, str(value).replace("%", "%%"))

        option("script_location", dir)
        option("file_template", file_template)
        option("truncate_slug_length", truncate_slug_length)
        option("timezone", timezone)
        option("output_encoding", output_encoding)
        option("recursive_version_locations", "true" if recursive_version_locations else None)
        option("path_separator", "newline")
        option("version_locations", "\n".join(map(str, version_locations or ())))
        self._use(_opened(config), config)

    def _use(self, scripts, config):
        """`scripts` is None for the files of the command that runs."""
        self._scripts = scripts
        self._config = config
        self._known = {}
        info = self._ask("directory")
        self.dir = info["dir"]
        self.version_locations = list(info["version_locations"])
        self.file_template = info["file_template"]
        self.truncate_slug_length = info["truncate_slug_length"]
        self.timezone = info["timezone"]
        self.output_encoding = info["output_encoding"]
        self.recursive_version_locations = info["recursive_version_locations"]
        self._locations = list(info["locations"])
        self.revision_map = RevisionMap(self)
        return self

    @classmethod
    def _of_engine(cls):
        return cls.__new__(cls)._use(None, None)

    @classmethod
    def from_config(cls, config):
        return cls.__new__(cls)._use(_opened(config), config)

    def _ask(self, question, **arguments):
        try:
            return _limbeck.script_info(question, arguments, self._scripts)
        except _limbeck.Error as error:
            raise as_command_error(error) from error

    def _script(self, id_):
        """The revision of an id; None for the base."""
        if id_ is None:
            return None
        found = self._known.get(id_)
        if found is None:
            found = self._known[id_] = Script(self, self._ask("revision", id=id_))
        return found

    def _several(self, question, **arguments):
        return tuple(map(self._script, self._ask(question, **arguments)))

    @property
    def _version_locations(self):
        from pathlib import Path

        return list(map(Path, self._locations))

    @property
    def versions(self):
        if len(self._locations) > 1:
            raise CommandError("Multiple version_locations present")
        return self._locations[0]

    @property
    def env_py_location(self):
        from os.path import join

        return join(self.dir, "env.py")

    def get_current_head(self):
        return self._ask("current_head")

    def get_heads(self, consider_depends_on=False):
        return list(self._ask("heads", consider_depends_on=bool(consider_depends_on)))

    def get_base(self):
        return self._ask("base")

    def get_bases(self):
        return list(self._ask("bases"))

    def as_revision_number(self, id_):
        found = tuple(self._ask("as_revision_number", id=_identifier(id_)))
        if not found:
            return None
        return found if id_ == "heads" else found[0]

    def get_revision(self, id_):
        return self._script(self._ask("get_revision", id=_identifier(id_)))

    def get_revisions(self, id_):
        return self._several("get_revisions", id=_identifier(id_))

    def get_all_current(self, id_):
        return set(self._several("all_current", id=[] if id_ is None else list(id_)))

    def walk_revisions(self, base="base", head="heads"):
        yield from self._several("walk_revisions", base=_identifier(base), head=_identifier(head))

    def iterate_revisions(self, upper, lower, **kw):
        return self.revision_map.iterate_revisions(upper, lower, **kw)

    def _steps(self, question, destination, current):
        from ..runtime.migration import MigrationStep

        found = self._ask(question, destination=_identifier(destination), current=_heads(current))
        return [MigrationStep(self, step) for step in found]

    def _upgrade_revs(self, destination, current_rev):
        return self._steps("upgrade_steps", destination, current_rev)

    def _downgrade_revs(self, destination, current_rev):
        return self._steps("downgrade_steps", destination, current_rev)

    def _stamp_revs(self, revision, heads):
        return self._steps("stamp_steps", revision or "base", heads)

    def generate_revision(self, revid, message, *args, **kw):
        raise CommandError("ScriptDirectory.generate_revision() is not for scripts that limbeck runs; "
                           "`limbeck revision` writes the file")

    def run_env(self):
        from .. import _state

        _state.environment()._run_env(self)


def _opened(config):
    """The engine's script directory of a configuration; None where it is that of the command which runs."""
    try:
        return _limbeck.open_scripts(config._plain())
    except _limbeck.Error as error:
        raise as_command_error(error) from error


def _identifier(id_):
    from .revision import RevisionError

    try:
        return identifier(id_)
    except RevisionError as error:
        raise CommandError(str(error)) from error


def _heads(current):
    if current is None:
        return []
    return [current] if isinstance(current, str) else list(current)
