"""What is known of a mapped class."""

from .attributes import InstrumentedAttribute


class Mapper:
    def __init__(self, class_, table, columns, properties, inherits):
        self.class_ = self.entity = class_
        self.local_table = self.persist_selectable = self.selectable = self.mapped_table = table
        self.keys = columns
        self.relationships = _Named({key: value for key, value in properties.items()
                                     if type(value).__name__ == "Relationship"})
        self.inherits = inherits
        self.polymorphic_identity = None
        self.polymorphic_on = None
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
        return _Named({**{key: InstrumentedAttribute(key, column) for key, column in self.keys.items()},
                       **self.relationships._names})

    all_orm_descriptors = attrs

    @property
    def primary_key(self):
        return tuple(column for column in self.local_table._column_list if column.primary_key)

    @property
    def tables(self):
        return [self.local_table]

    def get_property_by_column(self, column):
        for key, found in self.keys.items():
            if found is column:
                return InstrumentedAttribute(key, column)
        raise KeyError(column)

    def __repr__(self):
        return f"<Mapper {self.class_.__name__}>"


class _Named:
    def __init__(self, names):
        self._names = names

    def __getattr__(self, name):
        try:
            return self.__dict__["_names"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(self, name):
        return self._names[name]

    def __iter__(self):
        return iter(self._names.values())

    def __len__(self):
        return len(self._names)

    def __contains__(self, name):
        return name in self._names

    def keys(self):
        return list(self._names)

    def values(self):
        return list(self._names.values())

    def items(self):
        return list(self._names.items())

    def get(self, name, default=None):
        return self._names.get(name, default)
