from .relationships import ColumnProperty, RelationshipProperty
