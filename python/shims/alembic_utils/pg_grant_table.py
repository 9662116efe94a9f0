from enum import Enum

from alembic_utils.exceptions import BadInputException
from alembic_utils.replaceable_entity import ReplaceableEntity, _place, _unquoted


class PGGrantTableChoice(str, Enum):
    SELECT = "SELECT"
    INSERT = "INSERT"
    UPDATE = "UPDATE"
    REFERENCES = "REFERENCES"
    DELETE = "DELETE"
    TRUNCATE = "TRUNCATE"
    TRIGGER = "TRIGGER"

    def __str__(self):
        return self.value

    def __repr__(self):
        return repr(self.value)


_OF_COLUMNS = (PGGrantTableChoice.SELECT, PGGrantTableChoice.INSERT, PGGrantTableChoice.UPDATE,
               PGGrantTableChoice.REFERENCES)


class PGGrantTable(ReplaceableEntity):
    """One privilege of a role on a table, or on some of its columns."""

    type_ = "grant_table"

    def __init__(self, schema, table, role, grant, columns=None, with_grant_option=False):
        self.schema, self.table, self.role = _unquoted(schema), _unquoted(table), _unquoted(role)
        self.columns = sorted(columns) if columns else []
        self.grant = PGGrantTableChoice(grant)
        self.with_grant_option = with_grant_option
        self.signature = self.identity
        self._declared_at = _place()
        if self.grant in _OF_COLUMNS and not self.columns:
            raise BadInputException(f"When grant type is {self.grant} a value must be provided for columns")
        if self.grant not in _OF_COLUMNS and self.columns:
            raise BadInputException(f"When grant type is {self.grant} a value must not be provided for columns")

    @property
    def identity(self):
        return f"{type(self).__name__}: {self.schema}.{self.table}.{self.role}.{self.grant}"

    @property
    def definition(self):
        return (f"PGGrantTable(schema={self.schema!r}, table={self.table!r}, columns={self.columns!r}, "
                f"role={self.role!r}, grant={self.grant!r}, with_grant_option={self.with_grant_option!r})")

    def _more(self):
        return {"definition": "", "signature": f"{self.table}.{self.role}.{self.grant}", "table": self.table,
                "role": self.role, "grant": self.grant.value, "columns": [str(name) for name in self.columns],
                "with_grant_option": bool(self.with_grant_option)}
