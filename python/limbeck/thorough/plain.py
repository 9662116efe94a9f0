"""What SQLAlchemy's objects say of a schema, in the engine's plain form. Expressions, and types that the engine has no word
for, are handed over as the text that SQLAlchemy's own compiler makes of them."""

from alembic.util.sqla_compat import _fk_target_tokens
from sqlalchemy import types
from sqlalchemy.schema import (CheckConstraint, Column, Computed, DefaultClause, ForeignKeyConstraint, Identity,
                               PrimaryKeyConstraint, Sequence, UniqueConstraint)
from sqlalchemy.sql.base import _NONE_NAME
from sqlalchemy.sql.elements import ClauseElement, conv
from sqlalchemy.sql.schema import NULL_UNSPECIFIED

from limbeck.errors import Error, script_place

# Types whose classes the engine knows by these names, whatever dialect they come from, and what it reads of them.
_KNOWN = frozenset(
    "String Unicode Text UnicodeText VARCHAR NVARCHAR CHAR NCHAR TEXT CLOB Integer SmallInteger BigInteger INTEGER SMALLINT "
    "BIGINT Numeric Float Double NUMERIC DECIMAL FLOAT REAL DOUBLE DOUBLE_PRECISION Boolean BOOLEAN DateTime DATETIME "
    "TIMESTAMP Date DATE Time TIME Interval INTERVAL LargeBinary BLOB BINARY VARBINARY BYTEA PickleType JSON JSONB Uuid "
    "UUID Enum ENUM".split())
_MEMBERS = (("length", None), ("precision", None), ("scale", None), ("timezone", False), ("collation", None))
_NUMBERING = ("start", "increment", "minvalue", "maxvalue", "nominvalue", "nomaxvalue", "cycle", "cache")


def _filled(**plain):
    return {key: value for key, value in plain.items() if value is not None and value != ""}


class Plain:
    def __init__(self, dialect, schema_objects):
        self._dialect = dialect
        self._objects = schema_objects  # tables by themselves, with the naming convention of the models
        self._ddl = dialect.ddl_compiler(dialect, None)
        self.bound = False  # whether the type of the operation in work has a metadata of its own

    # names, texts

    def name(self, name):
        if name is None or name is _NONE_NAME:
            return None
        return {"text": str(name), "final": True} if isinstance(name, conv) else str(name)

    def _text_node(self, text):
        if self._dialect.identifier_preparer._double_percents:
            text = text.replace("%%", "%")
        return {"node": "text", "text": text.replace(":", "\\:")}

    def expression(self, value):
        """SQL as the database is to read it; text stands for SQL."""
        if isinstance(value, str):
            return {"node": "text", "text": value.replace(":", "\\:")}
        if hasattr(value, "__clause_element__"):
            value = value.__clause_element__()
        return self._text_node(self._ddl.sql_compiler.process(value, include_table=False, literal_binds=True))

    def options(self, kwargs):
        return {key: self._option(key, value) for key, value in kwargs.items() if value is not None}

    def _option(self, key, value):
        if isinstance(value, str) and key.endswith("_where"):
            return self.expression(value)
        if isinstance(value, (str, bool, int, float)):
            return str(value) if isinstance(value, str) else value
        if isinstance(value, Column):
            return value.name
        if isinstance(value, dict):
            return {str(getattr(name, "name", name)): self._option("", item) for name, item in value.items()}
        if isinstance(value, (list, tuple, set, frozenset)):
            return [self._option("", item) for item in value]
        if isinstance(value, ClauseElement) or hasattr(value, "__clause_element__"):
            return self.expression(value)
        raise Error(f"{key}={value!r} cannot be handed to limbeck's rebuild of a table", script_place(),
                    "Say it with text() or plain values.", "unsupported")

    # types

    def type(self, type_):
        type_ = types.to_instance(type_)
        text = self.type_text(type_)
        seen = type_
        while True:
            variant = getattr(seen, "_variant_mapping", {}).get(self._dialect.name)
            if variant is not None:
                seen = variant
            elif isinstance(seen, types.TypeDecorator):
                seen = seen.load_dialect_impl(self._dialect)
            else:
                break
        if isinstance(seen, types.ARRAY):
            made = {"name": "ARRAY", "item": self.type(seen.item_type), **_filled(dimensions=seen.dimensions)}
            return made if text is None or self._is_of_enum(seen) else {"name": "UserDefined", "spec": text}
        name = next((cls.__name__ for cls in type(seen).__mro__
                     if cls.__name__ in _KNOWN and cls.__module__.startswith("sqlalchemy.")), None)
        if name is None:
            return {"name": "NullType"} if text is None else {"name": "UserDefined", "spec": text}
        if self._dialect.name != "sqlite" and (type(seen).__name__ != name or type(seen) is not type(type_) or
                                               hasattr(type(type_), "_compiler_dispatcher")) \
                and not isinstance(seen, types.Enum):
            return {"name": "UserDefined", "spec": text}
        made = {"name": name}
        for member, default in _MEMBERS:
            value = getattr(seen, member, default)
            if value != default:
                made[member] = value
        if isinstance(seen, types.Enum):
            made["labels"] = {"labels": [str(label) for label in seen.enums], "native_enum": seen.native_enum,
                              "create_constraint": seen.create_constraint,
                              "create_type": getattr(seen, "create_type", True),
                              "metadata_bound": self.bound, "inherit_schema": seen.inherit_schema}
        elif isinstance(seen, types.Boolean) and seen.create_constraint:
            made["create_constraint"] = True
        if isinstance(seen, types.SchemaType):
            made.update(_filled(type_name=seen.name and str(seen.name), schema=getattr(seen, "schema", None)))
        if self._dialect.name == "sqlite" and text is not None:
            made["stored_as"] = text
        return made

    def _is_of_enum(self, array):
        return isinstance(array.item_type, types.Enum)

    def type_text(self, type_):
        """None for a type that has none."""
        from sqlalchemy.exc import CompileError

        try:
            return self._dialect.type_compiler_instance.process(type_)
        except CompileError:
            if isinstance(type_, types.NullType):
                return None
            raise

    # columns

    def changed_default(self, default, existing):
        """The members of alter_column that a new server default is said with."""
        if isinstance(default, DefaultClause):
            default = default.arg
        if isinstance(default, Identity):
            return {"identity": {"to": self._identity(default)}}
        if isinstance(default, Computed):
            return {"computed": {"to": self._computed(default)}}
        if default is None:
            key = "identity" if isinstance(existing, Identity) else "computed" if isinstance(existing, Computed) else \
                "server_default"
            return {key: {"drop": True}}
        return {"server_default": {"to": self._default(default)}}

    def _default(self, value):
        return str(value) if isinstance(value, str) else self.expression(value)

    def _numbering(self, item):
        return {key: value for key in _NUMBERING if (value := getattr(item, key, None)) is not None}

    def _identity(self, item):
        return {**{key: True for key in ("always", "on_null") if getattr(item, key, None)}, **self._numbering(item)}

    def _computed(self, item):
        return {"sqltext": self.expression(item.sqltext), **_filled(persisted=item.persisted)}

    def column(self, column):
        made = {"name": str(column.name), "type": self.type(column.type), "nullable": bool(column.nullable)}
        if column._user_defined_nullable is not NULL_UNSPECIFIED:
            made["nullable_given"] = True
        if column.primary_key:
            made["primary_key"] = True
        if column.autoincrement != "auto":
            made["autoincrement"] = {True: "yes", False: "no"}.get(column.autoincrement, column.autoincrement)
        default = column.server_default
        if column.identity is not None:
            made["identity"] = self._identity(column.identity)
        elif column.computed is not None:
            made["computed"] = self._computed(column.computed)
        elif isinstance(default, DefaultClause):
            made["server_default"] = self._default(default.arg)
        elif default is not None:
            made["fetched"] = True
        if isinstance(column.default, Sequence):
            sequence = column.default
            made["sequence"] = {"name": str(sequence.name), **_filled(schema=sequence.schema), **self._numbering(sequence)}
        elif column.default is not None:
            made["has_default"] = True
        if column.comment is not None:
            made["comment"] = column.comment
        if column.system:
            made["system"] = True
        if getattr(column.name, "quote", None):
            made["quote"] = True
        options = self.options(column.kwargs)
        if options:
            made["options"] = options
        return made

    # constraints, indexes

    def _of_constraint(self, kind, constraint):
        deferral = {key: value for key in ("deferrable", "initially")
                    if (value := getattr(constraint, key, None)) is not None}
        return _filled(kind=kind, name=self.name(constraint.name), deferral=deferral or None,
                       options=self.options(constraint.kwargs) or None, comment=getattr(constraint, "comment", None))

    def constraint(self, constraint, columns=None):
        if isinstance(constraint, (PrimaryKeyConstraint, UniqueConstraint)):
            kind = "primary_key" if isinstance(constraint, PrimaryKeyConstraint) else "unique"
            names = [column.name for column in constraint.columns] if columns is None else columns
            return {**self._of_constraint(kind, constraint), "columns": [str(name) for name in names]}
        if isinstance(constraint, ForeignKeyConstraint):
            targets = [_fk_target_tokens(element) for element in constraint.elements]
            made = {**self._of_constraint("foreign_key", constraint),
                    "columns": [str(name) for name in constraint.column_keys],
                    "referred_table": str(targets[0][1]), "referred_columns": [str(target[2]) for target in targets]}
            made.update(_filled(referred_schema=targets[0][0] and str(targets[0][0]), onupdate=constraint.onupdate,
                                ondelete=constraint.ondelete, match=constraint.match,
                                use_alter=constraint.use_alter or None))
            return made
        if isinstance(constraint, CheckConstraint):
            return {**self._of_constraint("check", constraint), "sqltext": self.expression(constraint.sqltext)}
        if constraint.__visit_name__ == "exclude_constraint":
            return self._exclude(constraint)
        raise Error(f"{type(constraint).__name__} cannot be part of a table that limbeck rebuilds", script_place(),
                    "Add it after the block.", "unsupported")

    def loose_constraint(self, constraint):
        """One that no table has yet."""
        pending = getattr(constraint, "_pending_colargs", None)
        if pending and getattr(constraint, "parent", None) is None:
            return self.constraint(constraint, [getattr(item, "name", item) for item in pending])
        return self.constraint(constraint)

    def _exclude(self, constraint):
        elements = []
        for expression, name, operator in constraint._render_exprs:
            element = {"expression": self.expression(expression), "operator": str(operator)}
            if name in constraint.ops:
                element["ops"] = constraint.ops[name]
            elements.append(element)
        made = {**self._of_constraint("exclude", constraint), "elements": elements, "using": constraint.using}
        if constraint.where is not None:
            made["where"] = self.expression(constraint.where)
        return made

    def index(self, index):
        elements = [str(item.name) if isinstance(item, Column) else self.expression(item) for item in index.expressions]
        table = index.table
        return _filled(name=self.name(index.name), table=table is not None and str(table.name) or None,
                       schema=table is not None and table.schema and str(table.schema) or None, elements=elements,
                       unique=bool(index.unique) or None, options=self.options(index.kwargs) or None)

    # tables

    def table(self, table):
        """Constraints that a type makes are not listed: the engine makes them of the type, as it names them."""
        constraints = [self.constraint(item) for item in sorted(table.constraints, key=lambda item: item._creation_order)
                       if not getattr(item, "_type_bound", False)
                       and not (isinstance(item, PrimaryKeyConstraint) and (not item.columns or item._implicit_generated))]
        made = {"name": str(table.name), "columns": [self.column(column) for column in table.columns],
                "constraints": constraints,
                "indexes": [self.index(item) for item in sorted(table.indexes, key=lambda item: str(item.name))]}
        made.update(_filled(schema=table.schema and str(table.schema), comment=table.comment,
                            prefixes=[str(item) for item in table._prefixes] or None,
                            options=self.options(table.kwargs) or None))
        return made

    def table_of_column(self, table_name, column, schema):
        """A table of this column alone, which Alembic has copied, with the constraints and indexes that the copy brings."""
        return self.table(self._objects.table(table_name, column._copy(), schema=schema))
