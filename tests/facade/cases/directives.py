"""What a hook is given: containers of operations, for one database and for several."""

from alembic.operations import ops

one = ops.MigrationScript("r1", ops.UpgradeOps([]), ops.DowngradeOps([]))
print(one.upgrade_ops.is_empty(), len(one.upgrade_ops_list), one.upgrade_ops is one.upgrade_ops_list[0])
several = ops.MigrationScript("r1", [ops.UpgradeOps([], "a_upgrades"), ops.UpgradeOps([], "b_upgrades")],
                              [ops.DowngradeOps([], "a_downgrades"), ops.DowngradeOps([], "b_downgrades")])
print([part.upgrade_token for part in several.upgrade_ops_list], [part.downgrade_token for part in several.downgrade_ops_list])
for name in ("upgrade_ops", "downgrade_ops"):
    try:
        print(getattr(several, name))
    except ValueError as error:
        print(error)
