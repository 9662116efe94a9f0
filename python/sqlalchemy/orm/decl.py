"""Declarative classes: their bases, registries and the functions around them."""

from limbeck.facade import unsupported
from limbeck.opaque import OpaqueMeta

from .. import event
from ..schema import Column, MetaData
from .annotations import DynamicMapped, Mapped, Unmapped, WriteOnlyMapped
from .attributes import InstrumentedAttribute, QueryableAttribute
from .mapper import Mapper
from .relationships import MapperProperty
from .scan import DeclaredAttribute, MappedColumn, Scan, instrument, is_mapped


def mapped_column(*args, **kw):
    return MappedColumn(*args, **kw)


def unmapped_column(*args, **kw):
    made = MappedColumn(*args, **kw)
    made._unmapped = True
    return made


class declared_attr(DeclaredAttribute):
    def __class_getitem__(cls, item):
        return cls


declared_attr.cascading = lambda function: declared_attr(function, cascading=True)
declared_attr.directive = declared_attr


def _declare(cls, known):
    if not any("_limbeck_without_table" in base.__dict__ for base in cls.__bases__):
        Scan(cls, known).run()


class registry:
    def __init__(self, *, metadata=None, class_registry=None, type_annotation_map=None, constructor=None):
        self.metadata = metadata if metadata is not None else MetaData()
        self._class_registry = class_registry if class_registry is not None else {}
        self.type_annotation_map = dict(type_annotation_map or {})
        self.constructor = constructor if constructor is not None else _construct
        _registries.append(self)

    @property
    def mappers(self):
        return frozenset(cls.__mapper__ for cls in self._class_registry.values())

    def update_type_annotation_map(self, type_annotation_map):
        self.type_annotation_map.update(type_annotation_map)

    def configure(self):
        configure_mappers()

    def generate_base(self, mapper=None, cls=object, name="Base", metaclass=None):
        bases = cls if isinstance(cls, tuple) else (cls,)
        namespace = {"registry": self, "metadata": self.metadata, "__abstract__": True, "__init__": self.constructor}
        if isinstance(cls, type):
            namespace["__doc__"] = cls.__doc__
            # What the class lacks is told from what a class of the project lacks by its module.
            namespace["__module__"] = cls.__module__ if cls is not object else __name__
        return (metaclass or DeclarativeMeta)(name, bases, namespace)

    def mapped(self, cls):
        _declare(cls, self)
        return cls

    def mapped_as_dataclass(self, __cls=None, **kw):
        def decorate(cls):
            type.__setattr__(cls, "_limbeck_dataclass", True)
            _declare(cls, self)
            return cls

        return decorate(__cls) if __cls is not None else decorate

    def as_declarative_base(self, **kw):
        return lambda cls: self.generate_base(cls=cls, name=cls.__name__, **kw)

    def map_declaratively(self, cls):
        _declare(cls, self)
        return cls.__mapper__

    def map_imperatively(self, class_, local_table=None, properties=None, **kw):
        type.__setattr__(class_, "__table__", local_table)
        columns = {column.key: column for column in local_table.c}
        rest = {}
        for key, value in (properties or {}).items():
            if isinstance(value, Column):
                columns[key] = value
            else:
                rest[key] = value
        parent = next((base for base in class_.__mro__[1:] if is_mapped(base)), None)
        instrument(class_, local_table, columns, rest, self, parent)
        return class_.__mapper__


def _construct(self, **kw):
    unsupported(f"an instance of {type(self).__name__}")


# --- bases


class DeclarativeAttributeIntercept(OpaqueMeta):
    """Columns that a class is given after it was made go into its table."""

    def __setattr__(cls, key, value):
        if "__mapper__" in cls.__dict__:
            add_mapped_attribute(cls, key, value)
        else:
            type.__setattr__(cls, key, value)


DCTransformDeclarative = DeclarativeAttributeIntercept


class DeclarativeMeta(DeclarativeAttributeIntercept):
    def __init__(cls, name, bases, namespace, **kw):
        type.__init__(cls, name, bases, namespace)
        known = getattr(cls, "_sa_registry", None)
        if known is None:
            known = namespace.get("registry")
            if not isinstance(known, registry):
                unsupported(f"{cls.__name__}, a declarative base without a registry,")
            type.__setattr__(cls, "_sa_registry", known)
        if not cls.__dict__.get("__abstract__", False):
            _declare(cls, known)


class DeclarativeBase(metaclass=DeclarativeAttributeIntercept):
    """The base of a project's declarative classes."""

    def __init_subclass__(cls, **kw):
        _init_subclass(DeclarativeBase, cls)
        super().__init_subclass__(**kw)

    __init__ = _construct


class DeclarativeBaseNoMeta:
    def __init_subclass__(cls, **kw):
        _init_subclass(DeclarativeBaseNoMeta, cls)
        super().__init_subclass__(**kw)

    __init__ = _construct


def _init_subclass(base, cls):
    if base in cls.__bases__:
        _set_up_base(cls)
    elif not cls.__dict__.get("__abstract__", False):
        _declare(cls, cls._sa_registry)


def _set_up_base(cls):
    known = cls.__dict__.get("registry")
    annotations = cls.__dict__.get("type_annotation_map")
    if known is not None:
        if not isinstance(known, registry) or annotations is not None:
            unsupported(f"{cls.__name__}, whose registry is none or does not go with its type_annotation_map,")
    else:
        known = registry(metadata=cls.__dict__.get("metadata"), type_annotation_map=annotations)
        type.__setattr__(cls, "registry", known)
    type.__setattr__(cls, "_sa_registry", known)
    if "metadata" not in cls.__dict__:
        type.__setattr__(cls, "metadata", known.metadata)


class MappedAsDataclass(metaclass=DCTransformDeclarative):
    """Models that are dataclasses, too: their columns are what matters."""

    _limbeck_dataclass = True

    def __init_subclass__(cls, init=True, repr=True, eq=True, order=False, unsafe_hash=False, match_args=True,
                          kw_only=False, dataclass_callable=None, **kw):
        super().__init_subclass__(**kw)


def declarative_base(*, metadata=None, mapper=None, cls=object, name="Base", class_registry=None,
                     type_annotation_map=None, constructor=None, metaclass=None, bind=None):
    return registry(metadata=metadata, class_registry=class_registry, constructor=constructor,
                    type_annotation_map=type_annotation_map).generate_base(mapper, cls, name, metaclass)


def as_declarative(**kw):
    def decorate(cls):
        return declarative_base(cls=cls, name=cls.__name__, **kw)

    return decorate


def declarative_mixin(cls):
    return cls


def mapped_as_dataclass(registry, **kw):
    return registry.mapped_as_dataclass(**kw)


def has_inherited_table(cls):
    return any(getattr(base, "__table__", None) is not None for base in cls.__mro__[1:])


def add_mapped_attribute(target, key, value):
    if isinstance(value, Column) and value.table is None:
        if value.key is None:
            value.key = value.name if value.name is not None else key
        if value.name is None:
            value.name = key
        target.__table__.append_column(value, replace_existing=True)
    if isinstance(value, Column):
        target.__mapper__.keys[key] = value
        value = InstrumentedAttribute(key, value)
    elif isinstance(value, MapperProperty):
        for column in value.declared_columns():
            target.__table__.append_column(column, replace_existing=True)
        value.key, value.parent = key, target
        if value._is_relationship:
            target.__mapper__.relationships[key] = value
    type.__setattr__(target, key, value)


_registries = []


def configure_mappers():
    """Calls what waits for all mappers to be made."""
    waiting = [(mapper, cls) for known in _registries for cls in list(known._class_registry.values())
               for mapper in [cls.__dict__.get("__mapper__")] if mapper is not None and not mapper.configured]
    if not waiting:
        return
    for name, _, function, _ in list(event.mapping):
        if name == "before_configured":
            function()
    for _, cls in waiting:
        _call_hook(cls, "__declare_first__")
    for mapper, cls in waiting:
        event.mapped("before_mapper_configured", mapper, cls)
        mapper.configured = True
        event.mapped("mapper_configured", mapper, cls)
    for _, cls in waiting:
        _call_hook(cls, "__declare_last__")
    for name, _, function, _ in list(event.mapping):
        if name == "after_configured":
            function()


def _call_hook(cls, name):
    hook = getattr(cls, name, None)
    if hook is not None and not cls.__dict__.get("__abstract__", False):
        hook()
