"""Types whose values can change in place; for a schema they are what they wrap."""


class MutableBase:
    @classmethod
    def as_mutable(cls, sqltype):
        from ..types import to_instance

        return to_instance(sqltype)

    @classmethod
    def associate_with(cls, sqltype):
        pass

    @classmethod
    def associate_with_attribute(cls, attribute):
        pass

    @classmethod
    def coerce(cls, key, value):
        return value

    def changed(self):
        pass

    def __class_getitem__(cls, item):
        return cls


class Mutable(MutableBase):
    pass


class MutableComposite(MutableBase):
    pass


class MutableDict(Mutable, dict):
    pass


class MutableList(Mutable, list):
    pass


class MutableSet(Mutable, set):
    pass
