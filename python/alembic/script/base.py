"""ScriptDirectory: the revision files, as the engine knows them."""

import _limbeck

from ..util.exc import CommandError, as_command_error
from ..util.langhelpers import to_tuple
from .revision import Revision, identifier


class Script(Revision):
    """One revision file."""

    @property
    def module(self):
        found = self.__dict__.get("_module")
        if found is None:
            from limbeck.running import load_file

            found = self._module = load_file(self.path, self.path.rpartition("/")[2].rpartition(".")[0])
        return found

    def __str__(self):
        down = ", ".join(to_tuple(self.down_revision, default=())) or "<base>"
        signs = (" (head)" if self.is_head else "") + (" (branchpoint)" if self.is_branch_point else "") + \
            (" (mergepoint)" if self.is_merge_point else "")
        return f"{down} -> {self.revision}{signs}, {self.doc}"


class ScriptDirectory:
    @classmethod
    def from_config(cls, config):
        made = cls()
        made._scripts = config._ask(_limbeck.open_scripts)
        made._known = {}
        info = made._ask("directory")
        made.dir, made._locations = info["dir"], list(info["locations"])
        made.version_locations = list(info["version_locations"])
        return made

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
            found = self._known[id_] = Script(self._ask("revision", id=id_))
        return found

    def _several(self, question, **arguments):
        return tuple(map(self._script, self._ask(question, **arguments)))

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
        found = tuple(self._ask("as_revision_number", id=identifier(id_)))
        if not found:
            return None
        return found if id_ == "heads" else found[0]

    def get_revision(self, id_):
        return self._script(self._ask("get_revision", id=identifier(id_)))

    def get_revisions(self, id_):
        return self._several("get_revisions", id=identifier(id_))

    def walk_revisions(self, base="base", head="heads"):
        yield from self._several("walk_revisions", base=identifier(base), head=identifier(head))

    def generate_revision(self, revid, message, *args, **kw):
        raise CommandError("ScriptDirectory.generate_revision() is not for scripts that limbeck runs; "
                           "`limbeck revision` writes the file")
