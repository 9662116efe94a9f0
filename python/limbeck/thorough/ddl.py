"""The DDL that SQLAlchemy itself writes of models, as text: create_all() with nobody to run it."""

from copy import copy

from sqlalchemy import TypeDecorator
from sqlalchemy.dialects.postgresql.named_types import CreateDomainType, CreateEnumType, NamedType
from sqlalchemy.engine.mock import MockConnection
from sqlalchemy.schema import DDLElement
from sqlalchemy.sql.elements import TextClause
from sqlalchemy.types import ARRAY

from limbeck.errors import Error, script_place


def create_all(metadata, dialect):
    """(what it is of, the statement) for all that several MetaData make."""
    return _Writer(dialect).written(metadata)


def parts(type_, dialect):
    """A type as the dialect has it, what a TypeDecorator wraps and what an array holds."""
    while True:
        impl = type_.dialect_impl(dialect)
        yield impl
        if isinstance(impl, TypeDecorator):
            type_ = impl.impl_instance
        elif isinstance(impl, ARRAY):
            type_ = impl.item_type
        else:
            return


def that_writes(dialect):
    """The dialect for text that nobody gives parameters to."""
    made = copy(dialect)
    made.paramstyle, made.positional = "named", False
    made.identifier_preparer = made.preparer(made)
    return made


class _Writer(MockConnection):
    def __init__(self, dialect):
        super().__init__(that_writes(dialect), None)
        self._pieces, self._types = [], set()

    def written(self, metadata):
        for item in metadata:
            item.create_all(bind=self, checkfirst=False)
        # A type that somebody else makes (create_type=False) is the one that the models say.
        made, self._pieces = self._pieces, []
        for item in metadata:
            for table in item.tables.values():
                for column in table.columns:
                    for type_ in parts(column.type, self.dialect):
                        if isinstance(type_, NamedType):
                            self.execute((CreateEnumType if hasattr(type_, "enums") else CreateDomainType)(type_))
        return self._pieces + made

    def execute(self, statement, parameters=None, execution_options=None):
        if isinstance(statement, (CreateEnumType, CreateDomainType)):
            if not hasattr(self.dialect.ddl_compiler, f"visit_{statement.__visit_name__}"):
                return  # this database has no types of its own
            key = (statement.element.schema, statement.element.name)
            if key in self._types:  # of another metadata
                return
            self._types.add(key)
        if not isinstance(statement, (DDLElement, TextClause)) or parameters:
            raise _refusal(f"executes {type(statement).__name__}")
        text = str(statement.compile(dialect=self.dialect)).strip()
        self._pieces.append((_name(statement), text if text.endswith(";") else text + ";"))

    def exec_driver_sql(self, text, parameters=None, execution_options=None):
        if parameters:
            raise _refusal("executes a statement with parameters")
        self._pieces.append(("a listener of the models", text.strip() + ";"))

    def __getattr__(self, name):
        if name[:2] != "__" and name not in ("_compile_w_cache",):
            raise _refusal(f"asks for Connection.{name}")
        raise AttributeError(name)


def _refusal(what):
    return Error(f"a listener of the models {what} while their tables are made, and no database is there then",
                 script_place(), "Let it be DDL(), or leave it out where models are compared.", "unsupported")


def _name(statement):
    of = getattr(statement, "element", None)
    kind = getattr(of, "__visit_name__", "statement").replace("_", " ")
    name = getattr(of, "name", None)
    return f"the models' {kind} {name}" if name else f"the models' {kind}"
