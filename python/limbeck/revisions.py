"""What env.py says of new revision files (src/scripting/revision_environment.hpp)."""

from limbeck.differences import differences_of
from limbeck.new_files import NewFiles
from limbeck.opaque import check


class _Run:
    """One call of context.run_migrations(): what autogenerate found there, in plain form once it is asked for."""

    def __init__(self, environment, found, number):
        self.environment = environment
        self.number = number
        options = environment.options()
        self.tokens = options["upgrade_token"], options["downgrade_token"]
        self._found = found
        self.is_seen = False  # by process_revision_directives
        self._changes = None

    def use(self, up, down):
        """Makes these the containers of a file that stand for it."""
        self.is_seen = True
        for side, (container, name) in enumerate(((up, "upgrade_token"), (down, "downgrade_token"))):
            setattr(container, name, self.tokens[side])
            container._run = self.number
            if self._found is not None:
                container._found = lambda side=side: self.changes[side]

    @property
    def changes(self):
        """(upgrade, downgrade): groups of changes."""
        if self._changes is None:
            self._changes = self._found() if self._found is not None else ([], [])
        return self._changes


class RevisionEnvironment(NewFiles):
    """Arguments of the template, and process_revision_directives."""

    def __init__(self, wanted):
        self._arguments = {}
        self._runs = []
        self._wanted = wanted
        self._made = None

    @property
    def _scripts(self):
        """Alembic's objects, made once somebody looks at them: most comparisons find nothing."""
        if self._made is None:
            from alembic.operations.ops import DowngradeOps, MigrationScript, UpgradeOps

            self._made = [MigrationScript(upgrade_ops=UpgradeOps(), downgrade_ops=DowngradeOps(), **self._wanted)]
        for run in self._runs if self._made else ():  # process_revision_directives may want no file
            if not run.is_seen:
                run.use(*self._containers(self._made[-1], run.number > 0))
        return self._made

    def ran(self, heads, environment=None, found=None):
        """In context.run_migrations(): of an alembic.autogenerate.environment.Environment where new operations may come,
        and a function that gives those of autogenerate."""
        from alembic import _state

        self._arguments.update(_state.environment().context_opts.get("template_args") or {})
        if environment is None:
            return
        self._runs.append(_Run(environment, found, len(self._runs)))
        hook = check(environment.opts.get("process_revision_directives"), "process_revision_directives")
        if hook is not None and self._scripts:
            hook(environment.context, tuple(heads), self._scripts)
            for script in self._scripts:  # what it cannot say refuses now
                for container in (*script.upgrade_ops_list, *script.downgrade_ops_list):
                    container.written()
        if _state.context_of_engine() is environment.context:  # no env.py holds it
            environment.context._detach()

    @staticmethod
    def _containers(script, another):
        """Each run of migrations has its own place in the template, as with several databases."""
        from alembic.operations.ops import DowngradeOps, UpgradeOps

        if another:
            script.upgrade_ops_list.append(UpgradeOps())
            script.downgrade_ops_list.append(DowngradeOps())
        return script.upgrade_ops_list[-1], script.downgrade_ops_list[-1]

    def imports(self, index):
        return sorted(str(item) for item in self._scripts[index].imports)

    def operations(self, index, downgrade):
        """What stands in the places of a file: for each its token, the run that it belongs to, and whether that is what
        the engine has found, or nothing."""
        script = self._scripts[index]
        containers = script.downgrade_ops_list if downgrade else script.upgrade_ops_list
        last = len(self._runs) - 1
        if any(container.written() for container in containers):
            self._runs[-1].environment.refuse_to_write()
        return [{"token": str(container.downgrade_token if downgrade else container.upgrade_token),
                 "run": getattr(container, "_run", min(position, last)), "untouched": container.written()}
                for position, container in enumerate(containers)]

    def diffs(self):
        if self._made is None:
            written = self._runs
        else:
            written = [self._runs[container._run] for container in self._scripts[-1].upgrade_ops_list
                       if container.written()] if self._scripts else ()
        return [item for run in written for item in differences_of(run.environment.shown, run.changes[0])]
