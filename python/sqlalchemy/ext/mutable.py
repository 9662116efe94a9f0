"""Types whose values can change in place; for a schema they are what they wrap."""

from ..types import to_instance


class Mutable:
    @classmethod
    def as_mutable(cls, sqltype):
        return to_instance(sqltype)

    @classmethod
    def associate_with(cls, sqltype):
        """No value changes here."""

    associate_with_attribute = associate_with

    @classmethod
    def coerce(cls, key, value):
        return value

    def __class_getitem__(cls, item):
        return cls


MutableBase = MutableComposite = Mutable


for _base in (dict, list, set):
    _name = f"Mutable{_base.__name__.capitalize()}"
    globals()[_name] = type(_name, (Mutable, _base), {"__module__": __name__})
