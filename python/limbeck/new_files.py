"""What is the same of new revision files on either runtime."""


class NewFiles:
    """Over `_scripts`, Alembic's MigrationScript objects; `_arguments` of the template; and `_wanted`, the members of a
    file that the engine writes."""

    def files(self):
        return [{name: _plain(getattr(script, name)) for name in self._wanted} for script in self._scripts]

    def arguments(self):
        return dict(self._arguments)


def flat(operations):
    for operation in operations:
        if hasattr(operation, "ops"):
            yield from flat(operation.ops)
        else:
            yield operation


def _plain(value):
    if value is None or isinstance(value, (str, bool)):
        return value
    return [str(item) for item in value] if isinstance(value, (list, tuple, set)) else str(value)
