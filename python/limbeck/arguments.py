"""What env.py gives to context.run_migrations() for upgrade(), downgrade() and on_version_apply: objects of any kind, which
the engine never sees."""

import _thread

_of_threads = {}


class Arguments:
    """These, for the length of a with statement."""

    def __init__(self, named):
        self._named = named

    def __enter__(self):
        self._before = run_arguments()
        _of_threads[_thread.get_ident()] = self._named

    def __exit__(self, *_):
        if self._before:
            _of_threads[_thread.get_ident()] = self._before
        else:
            del _of_threads[_thread.get_ident()]


def run_arguments():
    return _of_threads.get(_thread.get_ident(), {})
