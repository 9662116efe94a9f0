"""Transactions that a script began."""

from .. import exc


class Transaction:
    """`with` commits it, or rolls back after an exception."""

    def __init__(self, connection):
        self.connection = connection
        self.is_active = True

    def commit(self):
        if not self.is_active:
            raise exc.InvalidRequestError("This transaction is inactive")
        self.is_active = False
        self._commit()

    def rollback(self):
        if self.is_active:
            self.is_active = False
            self._rollback()

    close = rollback

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if not self.is_active:
            return False
        if kind is None:
            try:
                self.commit()
            except BaseException:
                self._rollback()
                raise
        else:
            self.rollback()
        return False


class RootTransaction(Transaction):
    def _commit(self):
        self.connection._transaction = None
        self.connection._end("commit")

    def _rollback(self):
        self.connection._transaction = None
        self.connection._end("rollback")


class NestedTransaction(Transaction):
    def __init__(self, connection):
        super().__init__(connection)
        connection._savepoints += 1
        self._name = f"sa_savepoint_{connection._savepoints}"
        connection._call("savepoint", self._name)

    def _commit(self):
        self.connection._call("release_savepoint", self._name)

    def _rollback(self):
        if self.connection.in_transaction():
            self.connection._call("rollback_to_savepoint", self._name)
