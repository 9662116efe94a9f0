"""What is known of a mapped class."""

from .attributes import InstrumentedAttribute


class Mapper:
    def __init__(self, class_, table, columns, properties, inherits):
        self.class_ = self.entity = class_
        self.local_table = self.persist_selectable = self.selectable = table
        self.keys = columns
        self.relationships = _Named({key: value for key, value in properties.items()
                                     if getattr(value, "_is_relationship", False)})
        self.inherits = inherits
        self.configured = False

    @property
    def columns(self):
        return _Named(self.keys)

    c = columns

    @property
    def column_attrs(self):
        return _Named({key: InstrumentedAttribute(key, column) for key, column in self.keys.items()})

    @property
    def attrs(self):
        return _Named({**dict.items(self.column_attrs), **dict.items(self.relationships)})

    @property
    def primary_key(self):
        return tuple(column for column in self.local_table._column_list if column.primary_key)


class _Named(dict):
    """Values by name, which are what one goes through."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __iter__(self):
        return iter(self.values())
