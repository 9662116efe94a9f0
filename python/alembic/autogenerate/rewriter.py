from ..operations.ops import MigrateOperation, MigrationScript, OpContainer
from ..util import Dispatcher, to_list


class Rewriter:
    """Functions of env.py that change the operations of a new revision, each for one class of them."""

    _chained = ()

    def __init__(self):
        self.dispatch = Dispatcher()

    def chain(self, other):
        made = type(self).__new__(type(self))
        made.__dict__.update(self.__dict__)
        made._chained += (other,)
        return made

    def rewrites(self, operator):
        return self.dispatch.dispatch_for(operator)

    def _rewrite(self, context, revision, directive):
        try:
            rewriter = self.dispatch.dispatch(directive)
        except ValueError:
            return [directive]
        if self in directive._mutations:
            return [directive]
        made = to_list(rewriter(context, revision, directive), [])
        for item in made:
            item._mutations = item._mutations.union([self])
        return made

    def __call__(self, context, revision, directives):
        self.process_revision_directives(context, revision, directives)
        for process_revision_directives in self._chained:
            process_revision_directives(context, revision, directives)

    def _traverse_for(self, context, revision, directive):
        made = self._rewrite(context, revision, directive)
        for item in made:
            if isinstance(item, MigrationScript):
                self._traverse_script(context, revision, item)
            elif isinstance(item, OpContainer):
                self._traverse_list(context, revision, item.ops)
            elif not isinstance(item, MigrateOperation):
                raise ValueError(f"no dispatch function for object: {item}")
        return made

    def _traverse_script(self, context, revision, directive):
        for name in ("upgrade_ops", "downgrade_ops"):
            kept = []
            for container in getattr(directive, f"{name}_list"):
                made = self._traverse_for(context, revision, container)
                if len(made) != 1:
                    kind = "UpgradeOps" if name == "upgrade_ops" else "DowngradeOps"
                    raise ValueError(f"Can only return single object for {kind} traverse")
                kept.append(made[0])
            setattr(directive, name, kept)

    def _traverse_list(self, context, revision, directives):
        made = []
        for directive in directives:
            made.extend(self._traverse_for(context, revision, directive))
        directives[:] = made

    def process_revision_directives(self, context, revision, directives):
        self._traverse_list(context, revision, directives)
