"""ScriptDirectory: the revision files, as the engine knows them."""

import _limbeck


class Script:
    """One revision."""

    def __init__(self, data):
        self._data = data
        self.revision = data["revision"]
        self.down_revision = _scalar(data.get("down_revision"))
        self.branch_labels = set(data.get("branch_labels") or ())
        self.dependencies = _scalar(data.get("dependencies"))
        self.nextrev = frozenset(data.get("next") or ())
        self.path = data.get("path")
        self.longdoc = data.get("longdoc") or ""
        self.doc = data.get("doc") or ""

    @property
    def module(self):
        found = self.__dict__.get("_module")
        if found is None:
            import os

            from ..util import load_python_file

            found = self._module = load_python_file(os.path.dirname(self.path), os.path.basename(self.path))
        return found

    @property
    def filename(self):
        return self.path

    @property
    def is_head(self):
        return not self.nextrev

    @property
    def is_base(self):
        return self.down_revision is None

    @property
    def is_branch_point(self):
        return len(self.nextrev) > 1

    @property
    def is_merge_point(self):
        return isinstance(self.down_revision, tuple)

    @property
    def log_entry(self):
        return self._data.get("log_entry", "")

    @property
    def cmd_format(self):
        return lambda *args, **kw: f"{self.revision}, {self.doc}"

    def _all_down(self):
        down = self.down_revision
        return () if down is None else (down,) if isinstance(down, str) else down

    _versioned_down_revisions = property(_all_down)

    def __str__(self):
        down = self.down_revision
        down = "<base>" if down is None else down if isinstance(down, str) else ", ".join(down)
        head = " (head)" if self.is_head else ""
        return f"{down} -> {self.revision}{head}, {self.doc}"

    def __repr__(self):
        return f"Script({self.revision!r}, {self.down_revision!r})"


def _scalar(values):
    values = tuple(values or ())
    return None if not values else values[0] if len(values) == 1 else values


class ScriptDirectory:
    def __init__(self, dir, *args, **kw):
        self.dir = dir

    @classmethod
    def _of_engine(cls):
        info = _limbeck.script_info("directory", {})
        made = cls(info["dir"])
        made._locations = info["version_locations"]
        return made

    @classmethod
    def from_config(cls, config):
        from .. import _state

        if config is not _state.config() and not getattr(config, "_engine", False):
            location = config.get_main_option("script_location")
            mine = _limbeck.script_info("directory", {})["dir"]
            import os

            if location is None:
                from ..util import CommandError

                raise CommandError("No 'script_location' key found in configuration.")
            if os.path.realpath(location) != os.path.realpath(mine):
                from ..util import CommandError

                raise CommandError(f"the script directory {location} is not the one that limbeck runs ({mine})")
        return cls._of_engine()

    def _ask(self, question, **arguments):
        return _limbeck.script_info(question, arguments)

    @property
    def versions(self):
        return self._locations[0]

    @property
    def env_py_location(self):
        import os

        return os.path.join(self.dir, "env.py")

    @property
    def revision_map(self):
        return self

    def get_current_head(self):
        return self._ask("current_head")

    def get_heads(self):
        return list(self._ask("heads"))

    @property
    def heads(self):
        return tuple(self._ask("heads"))

    @property
    def bases(self):
        return tuple(self._ask("bases"))

    def get_bases(self):
        return list(self._ask("bases"))

    def get_base(self):
        bases = self.get_bases()
        return bases[0] if bases else None

    def as_revision_number(self, id_):
        if id_ is None:
            return None
        found = list(self._ask("as_revision_number", id=_identifier(id_)))
        if isinstance(id_, str) and id_ != "heads":
            return found[0] if found else None
        return tuple(found)

    def get_revision(self, id_):
        found = self._ask("get_revision", id=_identifier(id_))
        return None if found is None else Script(found)

    def get_revisions(self, id_):
        return tuple(Script(item) for item in self._ask("get_revisions", id=_identifier(id_)))

    def get_all_current(self, id_):
        return {Script(item) for item in self._ask("get_revisions", id=_identifier(id_))}

    def walk_revisions(self, base="base", head="heads"):
        for item in self._ask("walk_revisions", base=_identifier(base), head=_identifier(head)):
            yield Script(item)

    def iterate_revisions(self, upper, lower, **kw):
        upper_ids = _identifier(upper)
        for item in self._ask("walk_revisions", base=_identifier(lower) or "base", head=upper_ids or "heads"):
            script = Script(item)
            if lower is not None and script.revision == lower and not kw.get("inclusive"):
                continue
            yield script

    def run_env(self):
        from ..util import CommandError

        raise CommandError("env.py is run by limbeck itself")


def _identifier(id_):
    if id_ is None or isinstance(id_, str):
        return id_
    return [str(item) for item in id_]
