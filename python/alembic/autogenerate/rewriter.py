class Rewriter:
    """Functions of env.py that change the operations of a new revision."""

    def __init__(self):
        self._rewriters = {}
        self._chained = ()

    def chain(self, other):
        made = type(self)()
        made._rewriters = dict(self._rewriters)
        made._chained = self._chained + (other,)
        return made

    def rewrites(self, operator):
        def decorate(function):
            self._rewriters.setdefault(operator, []).append(function)
            return function

        return decorate

    def __call__(self, context, revision, directives):
        for directive in directives:
            self._visit(context, revision, directive)
        for other in self._chained:
            other(context, revision, directives)

    def _rewrite(self, context, revision, directive):
        found = [directive]
        for kind in type(directive).__mro__:
            for function in self._rewriters.get(kind, ()):
                result = []
                for item in found:
                    made = function(context, revision, item)
                    result.extend(made if isinstance(made, (list, tuple)) else [made])
                found = result
        return found

    def _visit(self, context, revision, directive):
        for name in ("upgrade_ops_list", "downgrade_ops_list"):
            for container in getattr(directive, name, ()):
                self._container(context, revision, container)

    def _container(self, context, revision, container):
        made = []
        for item in container.ops:
            for result in self._rewrite(context, revision, item):
                if hasattr(result, "ops"):
                    self._container(context, revision, result)
                made.append(result)
        container.ops[:] = made
