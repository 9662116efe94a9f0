"""DDL statements as objects: CreateTable and its siblings, DDL(), conditional DDL."""

from .. import exc
from ..sql.elements import ClauseElement, text
from .item import _name
from .table import Table


# --- DDL as statements


class BaseDDLElement(ClauseElement):
    """A change of the schema as an object that can be executed or printed."""

    _condition = None
    is_ddl_element = True
    supports_execution = True
    _is_ddl = True

    def _operation(self):
        raise NotImplementedError(type(self).__name__)

    def _convention(self):
        metadata = getattr(getattr(self.element, "table", self.element), "metadata", None)
        return metadata._convention() if metadata is not None else {}

    def _applies(self, target, bind):
        if self._condition is None:
            return True
        dialect, callable_, state = self._condition
        if dialect is not None:
            names = (dialect,) if isinstance(dialect, str) else dialect
            if bind.dialect.name not in names:
                return False
        return callable_ is None or bool(callable_(self, target, bind, state=state, dialect=bind.dialect))

    def execute_if(self, dialect=None, callable_=None, state=None):
        import copy

        other = copy.copy(self)
        other._condition = (dialect, callable_, state)
        return other

    def against(self, target):
        self.target = target
        return self

    def __call__(self, target, bind, **kw):
        if self._applies(target, bind):
            return bind.execute(self)

    def compile(self, bind=None, dialect=None, **kw):
        return _CompiledDDL(self, getattr(dialect, "name", None) or getattr(getattr(bind, "dialect", None), "name", None))

    def __str__(self):
        return str(self.compile())


class _CompiledDDL:
    def __init__(self, element, dialect_name):
        self.statement = element
        self.params = {}
        self._dialect_name = dialect_name

    @property
    def string(self):
        import _limbeck
        from limbeck.facade import refuse_overruled

        from .._dialect import current_dialect_name
        from ..sql.elements import compiling

        dialect_name = self._dialect_name or current_dialect_name()
        refuse_overruled(dialect_name)
        with compiling(dialect_name):
            operation = self.statement._operation()
        texts = _limbeck.compile_operation(operation, dialect_name, self.statement._convention())
        return ";\n".join(texts)

    def __str__(self):
        return self.string


DDLElement = ExecutableDDLElement = BaseDDLElement


class DDL(BaseDDLElement):
    element = None

    def __init__(self, statement, context=None):
        if not isinstance(statement, str):
            raise exc.ArgumentError(f"Expected a string or unicode SQL statement, got {statement!r}")
        self.statement = statement
        self.context = context or {}

    def _convention(self):
        return {}

    def _text(self):
        values = dict(self.context)
        target = getattr(self, "target", None)
        if isinstance(target, Table):
            values.setdefault("table", target.name)
            values.setdefault("schema", target.schema or "")
            values.setdefault("fullname", target.fullname)
        return self.statement % values

    def __call__(self, target, bind, **kw):
        if self._applies(target, bind):
            self.target = target
            return bind.execute(self)

    def _operation(self):
        return {"op": "execute", "text": self._text()}

    def __str__(self):
        return self._text()


class _ElementDDL(BaseDDLElement):
    def __init__(self, element, **kw):
        self.element = element
        self.if_exists = kw.pop("if_exists", False)
        self.if_not_exists = kw.pop("if_not_exists", False)
        self.cascade = kw.pop("cascade", False)

    @property
    def target(self):
        return self.element


def _without_own_statement(type_):
    """A type in plain form, which some other statement creates."""
    if isinstance(type_, str):
        return type_
    type_ = dict(type_)
    for key in ("labels", "domain"):
        if key in type_:
            type_[key] = {**type_[key], "create_type": False}
    if "item" in type_:
        type_["item"] = _without_own_statement(type_["item"])
    if "variants" in type_:
        type_["variants"] = {name: _without_own_statement(variant) for name, variant in type_["variants"].items()}
    return type_


class CreateTable(_ElementDDL):
    def __init__(self, element, include_foreign_key_constraints=None, if_not_exists=False):
        super().__init__(element, if_not_exists=if_not_exists)
        self.include_foreign_key_constraints = include_foreign_key_constraints

    def _operation(self):
        included = self.include_foreign_key_constraints
        later = () if included is None else [key for key in self.element.foreign_key_constraints if key not in included]
        definition = self.element._definition(without=later)
        definition.pop("indexes", None)
        definition.pop("comment", None)
        for column in definition["columns"]:
            if column.pop("index", None):
                column.pop("unique", None)
            column.pop("comment", None)
            column["type"] = _without_own_statement(column["type"])
        return {"op": "create_table", "table": definition, "if_not_exists": self.if_not_exists}


class DropTable(_ElementDDL):
    def _operation(self):
        return {"op": "drop_table", "table": {"name": str(self.element.name), "schema": self.element.schema or ""},
                "if_exists": self.if_exists}


class CreateIndex(_ElementDDL):
    def _operation(self):
        return {"op": "create_index", "index": self.element._definition(), "if_not_exists": self.if_not_exists}


class DropIndex(_ElementDDL):
    def _operation(self):
        return {"op": "drop_index", "index": self.element._definition(), "if_exists": self.if_exists}


class CreateSequence(_ElementDDL):
    def _operation(self):
        return {"op": "create_sequence", "sequence": self.element._definition(), "if_not_exists": self.if_not_exists}


class DropSequence(_ElementDDL):
    def _operation(self):
        return {"op": "drop_sequence", "sequence": self.element._definition(), "if_exists": self.if_exists}


class AddConstraint(_ElementDDL):
    def _operation(self):
        table = self.element.table
        return {"op": "add_constraint", "schema": table.schema or "", "table": str(table.name),
                "constraint": self.element._definition()}


class DropConstraint(_ElementDDL):
    def _operation(self):
        table = self.element.table
        kind = {"foreign_key": "foreignkey", "primary_key": "primary"}.get(self.element._kind, self.element._kind)
        return {"op": "drop_constraint", "schema": table.schema or "", "table": str(table.name),
                "name": _name(self.element.name), "kind": kind, "if_exists": self.if_exists}


class SetTableComment(_ElementDDL):
    def _operation(self):
        return {"op": "create_table_comment", "schema": self.element.schema or "", "table": str(self.element.name),
                "comment": self.element.comment}


class DropTableComment(_ElementDDL):
    def _operation(self):
        return {"op": "drop_table_comment", "schema": self.element.schema or "", "table": str(self.element.name)}


class SetColumnComment(_ElementDDL):
    def _operation(self):
        table = self.element.table
        return {"op": "alter_column", "table": str(table.name), "schema": table.schema or "",
                "column": str(self.element.name),
                "comment": {"drop": True} if self.element.comment is None else {"to": self.element.comment}}


class DropColumnComment(SetColumnComment):
    def _operation(self):
        return {**super()._operation(), "comment": {"drop": True}}


class SetConstraintComment(_ElementDDL):
    pass


class DropConstraintComment(_ElementDDL):
    pass


class CreateColumn(_ElementDDL):
    pass


class _SchemaDDL(_ElementDDL):
    _words = ""

    def _convention(self):
        return {}

    def _operation(self):
        import _limbeck

        from .._dialect import current_dialect_name

        words = self._words
        if self.if_not_exists:
            words += " IF NOT EXISTS"
        if self.if_exists:
            words += " IF EXISTS"
        text = f"{words} {_limbeck.quote(str(self.element), current_dialect_name(), False)}"
        if self.cascade:
            text += " CASCADE"
        return {"op": "execute", "statement": {"node": "ddl", "text": text}}


class CreateSchema(_SchemaDDL):
    _words = "CREATE SCHEMA"


class DropSchema(_SchemaDDL):
    _words = "DROP SCHEMA"


class InvokeDDLBase:
    pass
