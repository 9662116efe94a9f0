"""Exceptions by SQLAlchemy's names."""


class HasDescriptionCode:
    code = None


class SQLAlchemyError(HasDescriptionCode, Exception):
    def __init__(self, *arg, code=None):
        if code is not None:
            self.code = code
        super().__init__(*arg)

    def __str__(self):
        return str(self.args[0]) if len(self.args) == 1 else Exception.__str__(self)


def _subclasses(module, base, names):
    for name in names.split():
        module[name] = type(name, (base,), {"__module__": module["__name__"]})


_subclasses(globals(), SQLAlchemyError, "ArgumentError CompileError CircularDependencyError IdentifierError DisconnectionError TimeoutError InvalidRequestError")
_subclasses(globals(), ArgumentError, """
    DuplicateColumnError NoSuchModuleError NoForeignKeysError AmbiguousForeignKeysError ConstraintColumnNotFoundError
    ObjectNotExecutableError
""")
_subclasses(globals(), CompileError, "UnsupportedCompilationError")
_subclasses(globals(), InvalidRequestError, """
    NoInspectionAvailable PendingRollbackError ResourceClosedError NoResultFound MultipleResultsFound NoReferenceError
    NoSuchTableError UnreflectableTableError UnboundExecutionError
""")


class NoSuchColumnError(InvalidRequestError, KeyError):
    pass


_subclasses(globals(), NoReferenceError, "NoReferencedTableError NoReferencedColumnError")


class StatementError(SQLAlchemyError):
    def __init__(self, message, statement=None, params=None, orig=None):
        super().__init__(message)
        self.statement = statement
        self.params = params
        self.orig = orig

    def __str__(self):
        parts = [super().__str__()]
        if self.statement:
            parts.append(f"[SQL: {self.statement}]")
            if self.params:
                parts.append(f"[parameters: {self.params!r}]")
        return "\n".join(parts)


class DBAPIError(StatementError):
    def __init__(self, statement=None, params=None, orig=None):
        kind = type(orig)
        name = f"{kind.__module__}.{kind.__name__}" if kind.__module__ not in ("builtins", None) else kind.__name__
        super().__init__(f"({name}) {orig if orig is not None else ''}", statement, params, orig)


_subclasses(globals(), DBAPIError, "InterfaceError DatabaseError")
_subclasses(globals(), DatabaseError, "DataError OperationalError IntegrityError InternalError ProgrammingError NotSupportedError")


class SADeprecationWarning(HasDescriptionCode, DeprecationWarning):
    pass


class SAWarning(HasDescriptionCode, RuntimeWarning):
    pass


_subclasses(globals(), SADeprecationWarning, "Base20DeprecationWarning")
_subclasses(globals(), Base20DeprecationWarning, "LegacyAPIWarning MovedIn20Warning")
RemovedIn20Warning = Base20DeprecationWarning
