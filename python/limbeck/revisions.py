"""What env.py says of new revision files (src/scripting/revision_environment.hpp)."""

from limbeck.errors import Error, place_of
from limbeck.facade import of_facade
from limbeck.new_files import NewFiles, flat
from limbeck.opaque import check


class _Run:
    """One call of context.run_migrations(): what autogenerate found there, in plain form once it is asked for."""

    def __init__(self, environment, found, number):
        self.environment = environment
        self.number = number
        options = environment.options()
        self.tokens = options["upgrade_token"], options["downgrade_token"]
        self._found = found
        self.up = self.down = None  # the containers
        self._changes = None

    def use(self, up, down):
        self.up, self.down = up, down
        up.upgrade_token, down.downgrade_token = self.tokens
        up._run = down._run = self.number
        up._untouched = down._untouched = None if self._found is None else self

    @property
    def changes(self):
        """(upgrade, downgrade): groups of changes."""
        if self._changes is None:
            self._changes = self._found() if self._found is not None else ([], [])
        return self._changes

    def make_operations(self):
        if self._found is None or self.up._untouched is not self:
            return
        up, down = operations_of(self.environment, *self.changes)
        self.up.ops[:], self.down.ops[:] = up, down
        for operations, groups, side in ((up, self.changes[0], 0), (down, self.changes[1], 1)):
            _remember(operations, groups, side)
        self.up._untouched = self.down._untouched = None


def operations_of(environment, upgrade, downgrade):
    """The operations of both directions, of changes in plain form."""
    from alembic.operations.from_plain import Maker

    models, reflected, dialect_name = environment.models, environment.reflected, environment.context.dialect.name
    up = _operations(Maker(models, reflected, dialect_name), upgrade)
    if _mirrored(upgrade, downgrade):
        return up, _reversed(up, downgrade)
    return up, _operations(Maker(reflected, models, dialect_name), downgrade)


def _operations(maker, groups):
    from alembic.operations.ops import ModifyTableOps

    made = []
    for group in groups:
        found = [maker.operation(change) for change in group["changes"]]
        if group.get("table"):
            found = [ModifyTableOps(group["table"], found, schema=group.get("schema") or None)]
        made.extend(found)
    return made


def _mirrored(upgrade, downgrade):
    """Whether the downgrade is the upgrade backwards, so that its operations are the reverse ones."""
    return [(group.get("table"), len(group["changes"])) for group in upgrade] == \
        [(group.get("table"), len(group["changes"])) for group in reversed(downgrade)]


def _reversed(up, downgrade):
    from alembic.operations.from_plain import SchemaChangeOp

    changes = [change for group in downgrade for change in group["changes"]]
    for operation, change in zip(flat(up), reversed(changes)):
        if isinstance(operation, SchemaChangeOp):
            operation._way_back = change
    return [operation.reverse() for operation in reversed(up)]


def _remember(operations, groups, side):
    """Notes of each operation which change it is, so that one that no hook touches stays exactly that."""
    places = [(side, group, change) for group, found in enumerate(groups) for change in range(len(found["changes"]))]
    for operation, place in zip(flat(operations), places):
        operation._found = place, operation._change()


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

            self._made = [MigrationScript(upgrade_ops=UpgradeOps([]), downgrade_ops=DowngradeOps([]), **self._wanted)]
        for run in self._runs if self._made else ():  # process_revision_directives may want no file
            if run.up is None:
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
            self.make_operations()
            hook(environment.context, tuple(heads), self._scripts)
        if _state.context_of_engine() is environment.context:  # no env.py holds it
            environment.context._detach()

    @staticmethod
    def _containers(script, another):
        """Each run of migrations has its own place in the template, as with several databases."""
        from alembic.operations.ops import DowngradeOps, UpgradeOps

        if another:
            script.upgrade_ops_list.append(UpgradeOps([]))
            script.downgrade_ops_list.append(DowngradeOps([]))
        return script.upgrade_ops_list[-1], script.downgrade_ops_list[-1]

    def make_operations(self):
        if self._scripts:
            for run in self._runs:
                run.make_operations()

    def imports(self, index):
        return sorted(str(item) for item in self._scripts[index].imports)

    def operations(self, index, downgrade):
        """What stands in the places of a file: for each its token, the run that it belongs to, and its groups."""
        if _renderers():
            self.make_operations()  # one of them may be written in a way of its own
        script = self._scripts[index]
        containers = script.downgrade_ops_list if downgrade else script.upgrade_ops_list
        last = len(self._runs) - 1
        return [self._place(container, getattr(container, "_run", min(position, last)), downgrade)
                for position, container in enumerate(containers)]

    def _place(self, container, run, downgrade):
        place = {"token": str(container.downgrade_token if downgrade else container.upgrade_token), "run": run}
        if getattr(container, "_untouched", None) is not None:
            return {**place, "untouched": True}
        groups = list(_groups(container, ""))
        known = self._runs[run].changes[1 if downgrade else 0] if self._runs else []
        whole = [[1 if downgrade else 0, group, change] for group, found in enumerate(known)
                 for change in range(len(found["changes"]))]
        kept = [item.get("found") for group in groups for item in group["changes"]]
        return {**place, "groups": groups, "changed": kept != whole}

    def diffs(self):
        if self._made is None and not any(up or down for up, down in (run.changes for run in self._runs)):
            return []
        self.make_operations()
        found = []
        for container in self._scripts[-1].upgrade_ops_list if self._scripts else ():
            found.extend(container.as_diffs())
        return found


def _groups(container, table, schema=""):
    from alembic.operations.ops import ModifyTableOps, OpContainer

    changes = []
    for operation in container.ops:
        if isinstance(operation, OpContainer) or hasattr(operation, "ops"):
            if changes:
                yield {"schema": schema, "table": table, "changes": changes}
                changes = []
            if isinstance(operation, ModifyTableOps):
                yield from _groups(operation, str(operation.table_name), str(operation.schema or ""))
            else:
                yield from _groups(operation, table, schema)
            continue
        changes.append(_change(operation))
        if not table:
            yield {"schema": "", "table": "", "changes": changes}
            changes = []
    if changes:
        yield {"schema": schema, "table": table, "changes": changes}


def groups_of(container):
    """What a container holds as changes in plain form."""
    made = []
    for group in _groups(container, ""):
        changes = [item if "change" in item else {"change": item["plain"]} for item in group["changes"]]
        made.append({**group, "changes": changes})
    return made


def _change(operation):
    """Which change of the engine it still is, or what has become of it."""
    from alembic.operations import ops

    renderers = _renderers()
    if renderers and not _is_own(operation):
        for kind in type(operation).__mro__:
            for (target, _), function in renderers.items():
                if target is kind:
                    raise of_facade(Error(
                        f"{type(operation).__name__} has a renderer of its own "
                        f"({getattr(function, '__module__', '')}.{getattr(function, '__qualname__', function)}), which "
                        "limbeck's quick modules do not call", place_of(function), "Leave out `runtime = quick`.",
                        "unsupported"))
    if not isinstance(operation, ops.MigrateOperation):
        raise Error(f"process_revision_directives puts {operation!r} among the operations, which is none", "",
                    "Operations are objects of the classes in alembic.operations.ops.", "script")
    try:
        plain = operation._change()
    except NotImplementedError:
        if type(operation)._operation is not ops.MigrateOperation._operation:
            raise
        raise of_facade(Error(
            f"{type(operation).__name__} is an operation that limbeck's quick modules cannot write into a file", "",
            "Write it into the file by hand, or leave out `runtime = quick`.", "unsupported")) from None
    if operation._found is not None and operation._found[1] == plain:
        return {"found": list(operation._found[0]), "plain": plain}
    metadata = getattr(operation, "_namespace_metadata", None)
    if metadata is None:
        column = getattr(operation, "column", None)
        metadata = getattr(getattr(column, "table", None), "metadata", None)
    made = {"change": plain}
    if metadata is not None:
        made["naming_convention"] = metadata._convention()
    return made


def _renderers():
    """What packages and env.py have registered, by class and dialect."""
    from alembic.autogenerate.render import renderers

    return renderers._registry


def _is_own(operation):
    """Of the engine: Alembic has no renderer for it that could be replaced."""
    return type(operation).__module__ == "alembic.operations.from_plain"
