"""Kinds of collections of relationships: of no meaning for a schema."""


class MappedCollection(dict):
    pass


KeyFuncDict = MappedCollection


def attribute_keyed_dict(attr_name, **kw):
    return MappedCollection


attribute_mapped_collection = column_keyed_dict = column_mapped_collection = attribute_keyed_dict
mapped_collection = keyfunc_mapping = attribute_keyed_dict


class InstrumentedList(list):
    pass


class InstrumentedSet(set):
    pass


class InstrumentedDict(dict):
    pass


class collection:
    """Decorators of collection classes."""

    @staticmethod
    def adds(arg):
        return lambda function: function

    removes = replaces = removes_return = adds

    @staticmethod
    def appender(function):
        return function

    remover = iterator = converter = internally_instrumented = linker = appender
