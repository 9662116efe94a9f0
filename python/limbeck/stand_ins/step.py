"""What the connections of all drivers know of a migration: while a revision runs the transaction is the engine's, and
nobody else ends it."""

import re
import sys
from contextlib import contextmanager

from limbeck.errors import Error, script_place

_READS = re.compile(r"\s*(SELECT|SHOW)\b", re.IGNORECASE)
_NOW = "Leave ending it to limbeck; a part that may fail belongs into begin_nested()."


def taken(rows, size=None):
    """So many rows from the start of a deque, or all, which are no longer in it."""
    size = len(rows) if size is None or size > len(rows) else size
    return [rows.popleft() for _ in range(size)]


class OfMigration:
    _held = _over = _changed = False
    _ended = None  # the error of a script that has ended the transaction, where another one was on its way

    def handle_of_context(self):
        return self._handle

    def notes(self, statement):
        """Told of each statement before it runs: a step that has only read so far may commit."""
        if not _READS.match(statement):
            self._changed = True

    @contextmanager
    def held(self):
        self._held, self._changed = True, False
        try:
            yield
            self._check_step()
        finally:
            self._held, self._ended = False, None

    @contextmanager
    def over(self):
        """SQLAlchemy closes its own record of a transaction, which the engine ends."""
        self._over = True
        try:
            yield
        finally:
            self._over = False

    def _check_step(self):
        if self._ended is not None:
            raise self._ended

    def commit(self):
        self._check()
        self._end(self._handle.commit, "commits")

    def rollback(self):
        self._end(self._handle.rollback, "rolls back")

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if kind is None:
            self.commit()
        else:
            self.rollback()
        return False

    def _end(self, how, words):
        if self._over or not self._held and not self._handle.in_transaction():
            return
        if self._held and not self._changed and how == self._handle.commit:
            # What comes next, the version row included, is one transaction again.
            if self._handle.in_transaction():
                how()
                self._handle.begin()
            return
        if self._held:
            refusal = Error(f"the script {words} the transaction of its step, which would leave half of the step in the "
                            "database", script_place(), _NOW)
            if sys.exc_info()[0] is None:
                raise refusal
            # It cleans up after an error, which matters more. If the script lives with that, the step ends here.
            self._ended = refusal
            return
        try:
            how()
        except Error as error:
            raise self._raised(error) from None
