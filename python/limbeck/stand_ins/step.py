"""What the connections of all drivers know of a migration: the transaction in which a revision runs is the engine's."""

from contextlib import contextmanager

from limbeck.errors import Error


def taken(rows, size=None):
    """So many rows from the start of a deque, or all, which are no longer in it."""
    size = len(rows) if size is None or size > len(rows) else size
    return [rows.popleft() for _ in range(size)]


class OfMigration:
    _held = _over = False

    def handle_of_context(self):
        return self._handle

    @contextmanager
    def held(self):
        """While a revision runs: nothing that it does begins a transaction, for there is one."""
        self._held = True
        try:
            yield
        finally:
            self._held = False

    @contextmanager
    def over(self):
        """SQLAlchemy closes its own record of a transaction, which the engine ends."""
        self._over = True
        try:
            yield
        finally:
            self._over = False

    def commit(self):
        self._check()
        self._end(self._handle.commit)

    def rollback(self):
        self._end(self._handle.rollback)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None:
            self.commit()
        else:
            self.rollback()
        return False

    def _end(self, how):
        if self._over or not self._handle.in_transaction():
            return
        try:
            how()
        except Error as error:
            raise self._raised(error) from None
