"""What env.py says of new revision files (src/scripting/revision_environment.hpp), where scripts meet Alembic itself: its
own operations, hooks and renderers. What the engine has found it writes itself, unless somebody registered what speaks in
Alembic's objects: then Alembic's own autogenerate has found it."""

import os
from io import StringIO

from alembic.autogenerate import compare, render
from alembic.autogenerate.api import AutogenContext
from alembic.autogenerate.render import _indent, _render_cmd_body
from alembic.operations import Operations
from alembic.operations.ops import DowngradeOps, MigrationScript, UpgradeOps
from alembic.runtime.migration import MigrationContext

from limbeck.differences import differences_of
from limbeck.new_files import NewFiles, flat
from limbeck.opaque import check
from limbeck.state import state

from .ddl import that_writes
from .environment import only_news, over_engine, quiet


def _module_of_type(context, target, _prefix=render._user_autogenerate_prefix):
    """Alembic leaves the import of a project's type to the user; without it the file would not run."""
    if context.opts["user_module_prefix"] is None:
        context.imports.add(f"import {target.__module__}")
    return _prefix(context, target)


render._user_autogenerate_prefix = _module_of_type

_NAMES = ("rev_id", "message", "head", "splice", "branch_label", "version_path", "depends_on")


class RevisionEnvironment(NewFiles):
    """Arguments of the template, and process_revision_directives."""

    def __init__(self, wanted):
        self._arguments, self._runs, self._wanted, self._rendered = {}, [], wanted, {}
        given = {name: wanted.get(name) for name in _NAMES}
        self._scripts = [MigrationScript(upgrade_ops=UpgradeOps([]), downgrade_ops=DowngradeOps([]), **given)]

    def ran(self, heads, environment=None, found=None):
        """In context.run_migrations(): of an Environment where new operations may come, and a function that gives those
        that the engine has found."""
        self._arguments.update(state().environment().context_opts.get("template_args") or {})
        if environment is None or not self._scripts:  # process_revision_directives may want no file
            return
        options = environment.options()
        script, context = self._scripts[-1], environment.context
        up, down = self._containers(script, options["upgrade_token"], options["downgrade_token"])
        up._run = down._run = len(self._runs)
        by_alembic = environment.by_alembic()
        with quiet("alembic.runtime.plugins"):
            autogenerate = AutogenContext(context, autogenerate=found is not None and by_alembic)
        self._runs.append(autogenerate)
        self._rendered.clear()
        if found is not None and not by_alembic:
            up._of_engine = down._of_engine = True
            if set(self._wanted) != set(_NAMES):  # nothing is to be written: the differences are asked for
                environment.look_through(environment.handle_of_context())
                up._differences = differences_of(environment.shown, found()[0])
                environment.look_through(None)
            return
        if found is not None:
            with only_news("alembic.autogenerate"):
                compare._populate_migration_script(autogenerate, script)
        hook = check(environment.opts.get("process_revision_directives"), "process_revision_directives")
        if hook is not None:
            hook(context, tuple(heads), self._scripts)

    def _containers(self, script, upgrades, downgrades):
        """Each run of migrations has its own place in the template, as with several databases."""
        if self._runs:
            script._upgrade_ops.append(UpgradeOps([], upgrade_token=upgrades))
            script._downgrade_ops.append(DowngradeOps([], downgrade_token=downgrades))
        up, down = script.upgrade_ops_list[-1], script.downgrade_ops_list[-1]
        up.upgrade_token, down.downgrade_token = upgrades, downgrades
        return up, down

    # the proof

    def sql(self, downgrade):
        """What the operations of the last run write where there is no database."""
        written = StringIO()
        dialect = that_writes(self._runs[-1].dialect)
        context = self._context(dialect=dialect, opts={"as_sql": True, "output_buffer": written})
        self._run_in(context, downgrade)
        return written.getvalue()

    def run(self, downgrade, handle):
        """Runs the operations of the last run through a connection."""
        self._run_in(self._context(connection=over_engine(handle), opts={}), downgrade)

    def _context(self, opts, **of):
        opts["target_metadata"] = self._runs[-1].opts.get("target_metadata")
        with quiet():
            return MigrationContext.configure(opts=opts, **of)

    def _run_in(self, context, downgrade):
        run, names = len(self._runs) - 1, {}
        sides = [(index, place["body"]) for index in range(len(self._scripts))
                 for place in self.operations(index, downgrade) if place["run"] == run and "body" in place]
        lines = _imports_of_template()
        for index, _ in sides:
            lines += self.imports(index)
        opts = self._runs[run].opts
        if opts.get("sqlalchemy_module_prefix", "sa.") == "sa.":
            lines.insert(0, "import sqlalchemy as sa")
        lines.insert(0, "from alembic import op")
        with Operations.context(context):  # which op is
            for line in lines:
                exec(line, names)
            for _, body in reversed(sides) if downgrade else sides:
                exec(compile(f"if True:\n    {body}\n", "<the new file>", "exec"), names)

    def differences_of_project(self):
        """What operations say that are not Alembic's own."""
        found = []
        for container in self._upgrades():
            for operation in flat(container.ops):
                if not type(operation).__module__.startswith("alembic.operations."):
                    try:
                        found.append(str(operation.to_diff_tuple()))
                    except NotImplementedError:
                        found.append(type(operation).__name__)
        return found

    # the files

    def imports(self, index):
        return sorted(self._written(index)[1])

    def operations(self, index, downgrade):
        """What stands in the places of a file: for each its token, the run that it belongs to, and its text where that
        is not the engine's to write."""
        return self._written(index)[0][1 if downgrade else 0]

    def _written(self, index):
        if index not in self._rendered:
            script = self._scripts[index]
            imports = {str(line) for line in script.imports or ()}
            sides = [self._places(containers, imports) for containers in (script.upgrade_ops_list,
                                                                          script.downgrade_ops_list)]
            self._rendered[index] = sides, imports
        return self._rendered[index]

    def _places(self, containers, imports):
        return [self._place(container, getattr(container, "_run", min(position, len(self._runs) - 1)), imports)
                for position, container in enumerate(containers)]

    def _place(self, container, run, imports):
        token = container.upgrade_token if isinstance(container, UpgradeOps) else container.downgrade_token
        place = {"token": str(token), "run": run}
        if getattr(container, "_of_engine", False):
            return {**place, "untouched": True}
        context = self._runs[run]
        context.imports = set()
        text = _indent(_render_cmd_body(container, context))
        imports.update(context.imports)
        return {**place, "body": text}

    def _upgrades(self):
        """Of the last file; process_revision_directives may want none."""
        return self._scripts[-1].upgrade_ops_list if self._scripts else ()

    def diffs(self):
        found = []
        for container in self._upgrades():
            if getattr(container, "_of_engine", False):
                found.extend(container._differences)
            else:
                found.extend(container.as_diffs())
        return found


def _imports_of_template():
    """The import lines of script.py.mako: what every file of the project has."""
    path = os.path.join(state().environment().script.dir, "script.py.mako")
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
    except OSError:
        return []
    return [line for line in lines if line.startswith(("import ", "from ")) and "${" not in line]
