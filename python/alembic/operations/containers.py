"""What process_revision_directives sees of a new revision file: what is to be written into it, and whether there is
anything. Operations that the engine has found are no objects here; a hook that looks at them needs Alembic itself."""

from limbeck.facade import unsupported

from .operation import MigrateOperation


class OpContainer(MigrateOperation):
    _found = None  # of the engine: () gives its changes in plain form, as long as no hook has taken them out

    def __init__(self, ops=()):
        self.ops = ops

    @property
    def ops(self):
        if not self.is_empty():
            unsupported("a process_revision_directives that looks at the operations")
        return self._ops

    @ops.setter
    def ops(self, value):
        self._ops, self._found = list(value), None
        self.written()

    def is_empty(self):
        return not (self._found() if self._found is not None else self._ops)

    def written(self):
        """What of it the engine writes into the file: all that it has found, or nothing."""
        if self._ops:
            unsupported("an operation that process_revision_directives puts into a file")
        return self._found is not None


class UpgradeOps(OpContainer):
    def __init__(self, ops=(), upgrade_token="upgrades"):
        super().__init__(ops)
        self.upgrade_token = upgrade_token


class DowngradeOps(OpContainer):
    def __init__(self, ops=(), downgrade_token="downgrades"):
        super().__init__(ops)
        self.downgrade_token = downgrade_token


class MigrationScript(MigrateOperation):
    def __init__(self, rev_id, upgrade_ops, downgrade_ops, *, message=None, imports=None, head=None, splice=None,
                 branch_label=None, version_path=None, depends_on=None):
        self.rev_id, self.message = rev_id, message
        self.imports = imports if imports is not None else set()
        self.head, self.splice, self.branch_label = head, splice, branch_label
        self.version_path = None
        if version_path:
            from pathlib import Path

            self.version_path = Path(version_path).as_posix()
        self.depends_on = depends_on
        self.upgrade_ops, self.downgrade_ops = upgrade_ops, downgrade_ops

    @property
    def upgrade_ops(self):
        return _only(self.upgrade_ops_list, "UpgradeOps", "upgrade_ops_list")

    @upgrade_ops.setter
    def upgrade_ops(self, value):
        self.upgrade_ops_list = _list_of(value, UpgradeOps)

    @property
    def downgrade_ops(self):
        return _only(self.downgrade_ops_list, "DowngradeOps", "downgrade_ops_list")

    @downgrade_ops.setter
    def downgrade_ops(self, value):
        self.downgrade_ops_list = _list_of(value, DowngradeOps)


def _list_of(value, kind):
    found = value if isinstance(value, list) else [value]
    if not all(isinstance(item, kind) for item in found):
        unsupported(f"{found!r} for {kind.__name__} of a MigrationScript")
    return found


def _only(found, kind, name):
    if len(found) > 1:
        raise ValueError(f"This MigrationScript instance has a multiple-entry list for {kind}; please use the {name} "
                         "attribute.")
    return found[0] if found else None
