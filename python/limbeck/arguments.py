"""What env.py gives to context.run_migrations() for upgrade(), downgrade() and on_version_apply: objects of any kind, which
the engine never sees."""

from _thread import _local

_of_thread = _local()


class Arguments:
    """These, for the length of a with statement; env.py may be run within a step, and so one within another."""

    def __init__(self, named):
        self._named = named

    def __enter__(self):
        self._before = run_arguments()
        _of_thread.named = self._named

    def __exit__(self, *_):
        _of_thread.named = self._before


def run_arguments():
    return getattr(_of_thread, "named", {})
