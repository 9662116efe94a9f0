"""Writes a MetaData as plain text, one line a fact, by SQLAlchemy's public names alone: the same code runs with the real
SQLAlchemy and with ours."""

from sqlalchemy import Enum, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.dialects import postgresql, sqlite
from statements import AddConstraint, CreateIndex, CreateSequence, CreateTable, SetColumnComment, SetTableComment

DIALECTS = (postgresql.dialect(), sqlite.dialect())
DIALECTS[0].supports_virtual_generated_columns = False  # as PostgreSQL before 18


def sql(element, dialect=None):
    """The statement's words, with blanks as single ones; None where the dialect has no words for it."""
    try:
        text = str(element.compile(dialect=dialect or DIALECTS[0]))
    except Exception as error:
        if type(error).__name__ not in ("CompileError", "UnsupportedCompilationError", "Error"):
            raise
        return "cannot be said"
    return " ".join(text.split()).replace("%%", "%").replace("( ", "(").replace(" )", ")")


def enum_of(type_):
    type_ = getattr(type_, "item_type", type_)
    if hasattr(type_, "impl_instance"):
        type_ = type_.impl_instance
    return type_ if isinstance(type_, Enum) else None


def constraint_facts(constraint):
    found = type(constraint).__name__
    if isinstance(constraint, ForeignKeyConstraint):
        targets = ",".join(sorted(element.target_fullname for element in constraint.elements))
        found += f" ({','.join(sorted(constraint.column_keys))}) -> {targets}"
        found += f" use_alter={bool(constraint.use_alter)}"
    elif hasattr(constraint, "columns") and isinstance(constraint, UniqueConstraint):
        found += " (" + ",".join(column.key for column in constraint.columns) + ")"
    if constraint.info:
        found += f" info={constraint.info}"
    return found


def table_lines(table, dialects):
    yield f"table {table.key} schema={table.schema}"
    for dialect in dialects:
        yield f"  {dialect.name}: {sql(CreateTable(table), dialect)}"
        for text in sorted(sql(CreateIndex(index), dialect) for index in table.indexes):
            yield f"  {dialect.name}: {text}"
    for column in table.columns:
        facts = [f"key={column.key}", f"nullable={column.nullable}", f"primary_key={column.primary_key}",
                 f"index={bool(column.index)}", f"unique={bool(column.unique)}",
                 f"default={'yes' if column.default is not None else 'no'}",
                 f"onupdate={'yes' if column.onupdate is not None else 'no'}",
                 f"server_default={'yes' if column.server_default is not None else 'no'}",
                 f"server_onupdate={'yes' if column.server_onupdate is not None else 'no'}",
                 f"foreign_keys={sorted(key.target_fullname for key in column.foreign_keys)}",
                 f"autoincrement={column.autoincrement}"]
        if column.comment is not None:
            facts.append(sql(SetColumnComment(column)))
        info = {key: value for key, value in column.info.items() if not key.startswith("_")}
        if info:
            facts.append(f"info={info}")
        enum = enum_of(column.type)
        if enum is not None:
            facts.append(f"enum {enum.name} {list(enum.enums)} schema={enum.schema} native={enum.native_enum}")
        yield f"  column {column.name} " + " ".join(facts)
    yield f"  primary key {[column.name for column in table.primary_key]}"
    for facts in sorted(constraint_facts(constraint) for constraint in table.constraints
                        if not getattr(constraint, "_type_bound", False)):
        yield f"  constraint {facts}"
    for constraint in sorted(table.foreign_key_constraints, key=lambda c: sorted(c.column_keys)):
        if constraint.use_alter:
            yield "  later: " + sql(AddConstraint(constraint))
    if table.comment is not None:
        yield "  " + sql(SetTableComment(table))
    if table.info:
        yield f"  info={dict(table.info)}"


def metadata_lines(metadata, dialects):
    yield f"metadata schema={metadata.schema} tables={len(metadata.tables)}"
    if metadata.info:
        yield f"  info={dict(metadata.info)}"
    for name, sequence in sorted(metadata._sequences.items()):
        yield f"sequence {name}: {sql(CreateSequence(sequence))}"
    for key in sorted(metadata.tables):
        yield from table_lines(metadata.tables[key], dialects)


def lines(target, dialects=None):
    """The lines of a MetaData, or of several."""
    found = []
    dialects = [dialect for dialect in DIALECTS if dialects is None or dialect.name in dialects]
    for metadata in target if isinstance(target, (list, tuple)) else [target]:
        found.extend(metadata_lines(metadata, dialects))
    return found


def of_module(module):
    """What the module says of itself: `target_metadata`, or lines of its own."""
    found = lines(module.target_metadata, getattr(module, "target_dialects", None))
    if hasattr(module, "target_lines"):
        found += [" ".join(line.split()) for line in module.target_lines()]
    return found


KINDS = ("ArgumentError", "InvalidRequestError", "CompileError", "TypeError", "AttributeError", "NameError")


def failure(error):
    """How a module is refused."""
    names = [cls.__name__ for cls in type(error).__mro__]
    return ["refused: " + next((name for name in names if name in KINDS), names[0])]
