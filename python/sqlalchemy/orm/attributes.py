from .decl import InstrumentedAttribute, QueryableAttribute

NO_VALUE = object()


def flag_modified(instance, key):
    instance._sa_instance_state.changed.add(key)


def set_attribute(instance, key, value):
    setattr(instance, key, value)


def get_history(instance, key):
    value = getattr(instance, key)
    return ((), (value,), ())


def get_attribute(instance, key):
    return getattr(instance, key)


set_committed_value = set_attribute
