"""DDL statements of schema objects, under SQLAlchemy's names: what façades leave to SQLAlchemy itself, and a dump of models
needs from either."""

try:
    import _limbeck
except ImportError:
    from sqlalchemy.schema import (AddConstraint, CreateIndex, CreateSequence, CreateTable,  # noqa: F401
                                   SetColumnComment, SetTableComment)
else:
    from sqlalchemy.sql.elements import compiling

    class Statement:
        def __init__(self, element):
            self.element = element

        def compile(self, dialect):
            """The text of its own statement: without those that make the types."""
            metadata = getattr(getattr(self.element, "table", self.element), "metadata", None)
            with compiling(dialect.name):
                operation = self.operation()
            return _limbeck.compile_operation(operation, dialect.name, metadata._convention() if metadata else {})[-1]

        def of_table(self, **more):
            table = self.element.table
            return {"schema": table.schema or "", "table": str(table.name), **more}

    class CreateTable(Statement):
        def operation(self):
            definition = self.element._definition()
            definition.pop("indexes", None)
            definition.pop("comment", None)
            for column in definition["columns"]:
                if column.pop("index", None):
                    column.pop("unique", None)
                column.pop("comment", None)
            return {"op": "create_table", "table": definition}

    class CreateIndex(Statement):
        def operation(self):
            return {"op": "create_index", "index": self.element._definition()}

    class CreateSequence(Statement):
        def operation(self):
            return {"op": "create_sequence", "sequence": self.element._definition()}

    class AddConstraint(Statement):
        def operation(self):
            return {"op": "add_constraint", **self.of_table(constraint=self.element._definition())}

    class SetTableComment(Statement):
        def operation(self):
            return {"op": "create_table_comment", "schema": self.element.schema or "", "table": str(self.element.name),
                    "comment": self.element.comment}

    class SetColumnComment(Statement):
        def operation(self):
            return {"op": "alter_column", **self.of_table(column=str(self.element.name), comment={"to": self.element.comment})}
