"""context.begin_transaction(), on either runtime."""

import _limbeck


class Transaction:
    """context.begin_transaction(): the engine says whether there is anything to begin."""

    def __init__(self, per_migration=False):
        self._per_migration = per_migration

    def __enter__(self):
        self._opened = _limbeck.begin_transaction(self._per_migration)
        return self

    def __exit__(self, kind, error, traceback):
        if self._opened:
            self._opened = False
            _limbeck.end_transaction(kind is None)
        return False

    @property
    def is_active(self):
        return self._opened

    def commit(self):
        self.__exit__(None, None, None)

    def rollback(self):
        self.__exit__(Exception, None, None)
