"""Declarative classes: their tables, and instances that hold values."""

import sys

from .. import exc
from ..schema import Column, MetaData, SchemaItem, Table
from ..types import TypeEngine
from .relationships import MapperProperty


class Mapped:
    """Mapped[...] in an annotation."""

    def __init__(self, argument=None):
        self.argument = argument

    def __class_getitem__(cls, item):
        return _MappedAlias(cls, item)


class _MappedAlias:
    def __init__(self, origin, argument):
        self.__origin__ = origin
        self.__args__ = (argument,)

    def __call__(self, *args, **kw):
        return self.__origin__(*args, **kw)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __or__(self, other):
        return self

    __ror__ = __or__


class DynamicMapped(Mapped):
    pass


class WriteOnlyMapped(Mapped):
    pass


class QueryableAttribute:
    """Here for isinstance(); on a class, an attribute is the column itself."""

    def __class_getitem__(cls, item):
        return cls


class InstrumentedAttribute(QueryableAttribute):
    """A column on a class, its value on an instance."""

    def __init__(self, key, column):
        self.key = key
        self.column = column

    def __get__(self, instance, owner):
        if instance is None:
            return self.column
        return instance.__dict__.get(self.key)

    def __set__(self, instance, value):
        instance.__dict__[self.key] = value
        instance._sa_instance_state.changed.add(self.key)

    def __delete__(self, instance):
        instance.__dict__.pop(self.key, None)


class _RelatedAttribute:
    def __init__(self, key, prop):
        self.key = key
        self.property = prop

    def __get__(self, instance, owner):
        if instance is None:
            return self.property
        if self.key not in instance.__dict__:
            state = instance._sa_instance_state
            if state.persistent and state.session is not None:
                instance.__dict__[self.key] = self.property.load(instance, state.session)
            elif self.property.leads_to_many():
                instance.__dict__[self.key] = []
        return instance.__dict__.get(self.key)

    def __set__(self, instance, value):
        instance.__dict__[self.key] = value


class MappedColumn(Column):
    """mapped_column(): a column whose type and nullability an annotation may give."""

    _sort_order = 0

    def __init__(self, *args, **kw):
        for key in ("init", "repr", "default_factory", "compare", "kw_only", "hash", "deferred_group", "deferred_raiseload",
                    "active_history", "dataclass_metadata", "deferred", "use_existing_column"):
            kw.pop(key, None)
        self._sort_order = kw.pop("sort_order", 0)
        self._typed = False
        super().__init__(*args, **kw)
        self._typed = type(self.type).__name__ != "NullType"

    def __class_getitem__(cls, item):
        return cls


def mapped_column(*args, **kw):
    return MappedColumn(*args, **kw)


def orm_insert_sentinel(name=None, type_=None, **kw):
    from ..schema import insert_sentinel

    return insert_sentinel(name, type_)


class _DeclaredAttr:
    def __init__(self, function, cascading=False):
        if isinstance(function, classmethod):
            function = function.__func__
        self.fget = function
        self.__doc__ = getattr(function, "__doc__", None)

    def __get__(self, instance, owner):
        return self.fget(owner)


class declared_attr(_DeclaredAttr):
    @classmethod
    def directive(cls, function):
        return _DeclaredAttr(function)

    @property
    def _cascading(self):
        return self

    def __class_getitem__(cls, item):
        return cls


declared_attr.cascading = declared_attr.directive


class InstanceState:
    def __init__(self, instance):
        self.object = instance
        self.changed = set()
        self.owners = {}
        self.persistent = False
        self.session = None
        self.identity = None
        self.mapper = type(instance).__mapper__

    @property
    def transient(self):
        return not self.persistent

    @property
    def attrs(self):
        return self.mapper.attrs


class Mapper:
    """What is known of a mapped class."""

    def __init__(self, class_, table, columns, properties, inherits):
        self.class_ = self.entity = class_
        self.local_table = self.persist_selectable = self.selectable = self.mapped_table = table
        self.keys = columns
        self.relationships = _Named({key: value for key, value in properties.items()
                                     if type(value).__name__ == "Relationship"})
        self.inherits = inherits
        self.polymorphic_identity = None
        self.polymorphic_on = None

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


class registry:
    def __init__(self, *, metadata=None, class_registry=None, type_annotation_map=None, constructor=None):
        self.metadata = metadata if metadata is not None else MetaData()
        self._class_registry = class_registry if class_registry is not None else {}
        self.type_annotation_map = dict(type_annotation_map or {})
        self._backward = []  # relationships whose backref waits for its class

    @property
    def mappers(self):
        return frozenset(cls.__mapper__ for cls in self._class_registry.values())

    def update_type_annotation_map(self, type_annotation_map):
        self.type_annotation_map.update(type_annotation_map)

    def generate_base(self, mapper=None, cls=object, name="Base", metaclass=None):
        bases = cls if isinstance(cls, tuple) else (cls,)
        return (metaclass or DeclarativeMeta)(name, bases, {"registry": self, "metadata": self.metadata,
                                                            "__abstract__": True, "__init__": _construct})

    def mapped(self, cls):
        _declare(cls, self)
        return cls

    def mapped_as_dataclass(self, __cls=None, **kw):
        def decorate(cls):
            _declare(cls, self)
            return cls

        return decorate(__cls) if __cls is not None else decorate

    def as_declarative_base(self, **kw):
        return lambda cls: self.generate_base(cls=cls, name=cls.__name__)

    def map_declaratively(self, cls):
        _declare(cls, self)
        return cls.__mapper__

    def map_imperatively(self, class_, local_table=None, properties=None, **kw):
        class_.__table__ = local_table
        _instrument(class_, local_table, {column.key: column for column in local_table.c}, dict(properties or {}), self)
        return class_.__mapper__

    def configure(self, cascade=False):
        pass

    def dispose(self, cascade=False):
        pass


def _construct(self, **kw):
    cls = type(self)
    for key, value in kw.items():
        if not hasattr(cls, key):
            raise TypeError(f"{key!r} is an invalid keyword argument for {cls.__name__}")
        setattr(self, key, value)


def _registry_of(cls):
    for base in cls.__mro__:
        found = base.__dict__.get("registry")
        if isinstance(found, registry):
            return found
    return None


mapper_registry_of = _registry_of


def _is_mapped(cls):
    return "__mapper__" in cls.__dict__


def _find(cls, name):
    """A directive of a class: its own, or a mixin's, but not that of a mapped class above it."""
    for base in cls.__mro__:
        if base is not cls and _is_mapped(base):
            own = base.__dict__.get(name)
            if not isinstance(own, _DeclaredAttr):
                continue
        if name in base.__dict__:
            value = base.__dict__[name]
            if isinstance(value, _DeclaredAttr):
                return value.fget(cls)
            if isinstance(value, (classmethod, staticmethod)):
                return value.__get__(None, cls)()
            return value
    return None


def _merged_names(base):
    """Attributes in the order in which the class body has them, annotations alone among them."""
    values = [name for name in base.__dict__ if not name.startswith("__")]
    annotations = [name for name in base.__dict__.get("__annotations__", {}) if not name.startswith("__")]
    anchors = set(values) & set(annotations)
    if not anchors:
        return values + annotations
    found = []
    position = 0
    for name in values:
        if name in anchors:
            while annotations[position] != name and position < len(annotations) - 1:
                if annotations[position] not in anchors and annotations[position] not in found:
                    found.append(annotations[position])
                position += 1
            found.append(name)
            position = annotations.index(name) + 1
            while position < len(annotations) and annotations[position] not in anchors:
                if annotations[position] not in found:
                    found.append(annotations[position])
                position += 1
        else:
            found.append(name)
    return found + [name for name in annotations if name not in found]


_MISSING = object()


def _declare(cls, known=None):
    known = known or _registry_of(cls)
    parent = next((base for base in cls.__mro__[1:] if _is_mapped(base)), None)
    inherited = {id(column) for column in parent.__mapper__.keys.values()} if parent is not None else set()
    columns = {}
    properties = {}
    for base in cls.__mro__:
        if base is object or (base is not cls and _is_mapped(base)) or base.__module__.startswith("sqlalchemy."):
            continue
        annotations = base.__dict__.get("__annotations__", {})
        for name in _merged_names(base):
            if name in columns or name in properties or name in ("registry", "metadata", "type_annotation_map"):
                continue
            if base is not cls and parent is not None and name in parent.__mapper__.keys and \
                    any(base in mapped.__mro__[1:] for mapped in cls.__mro__[1:] if _is_mapped(mapped)):
                continue
            value = base.__dict__.get(name, _MISSING)
            if base is not cls and name in cls.__dict__ and not isinstance(cls.__dict__[name], Column):
                continue
            annotation = annotations.get(name, _MISSING)
            if isinstance(value, _DeclaredAttr):
                annotation = getattr(value.fget, "__annotations__", {}).get("return", annotation)
                value = value.fget(cls)
                if isinstance(value, Column) and value.table is not None:
                    continue
                if annotation is not _MISSING and not _is_mapped_annotation(annotation):
                    annotation = _MISSING
            if value is _MISSING:
                if not _is_mapped_annotation(annotation):
                    continue
                value = MappedColumn()
            if isinstance(value, tuple) and len(value) == 1 and isinstance(value[0], Column):
                value = value[0]
            if isinstance(value, Column):
                if base is not cls and not isinstance(base.__dict__.get(name), _DeclaredAttr):
                    value = _copied(value)
                if annotation is not _MISSING and (isinstance(value, MappedColumn)):
                    _annotate(value, annotation, base, known)
                if value.name is None:
                    value.name = name
                if value.key is None or value.key == value.name:
                    value.key = value.name
                columns[name] = value
            elif isinstance(value, MapperProperty):
                if annotation is not _MISSING:
                    value.annotation = annotation
                properties[name] = value
    table = cls.__dict__.get("__table__")
    if table is None:
        table = _find(cls, "__table__") if parent is None else None
    if table is None:
        name = _find(cls, "__tablename__")
        own = [column for key, column in columns.items() if id(column) not in inherited]
        arguments = _find(cls, "__table_args__") if (name is not None or "__table_args__" in cls.__dict__) else None
        if name is not None:
            positional, keywords = (), {}
            if isinstance(arguments, dict):
                keywords = dict(arguments)
            elif arguments:
                if isinstance(arguments[-1], dict):
                    positional, keywords = arguments[:-1], dict(arguments[-1])
                else:
                    positional = arguments
            metadata = next((base.__dict__["metadata"] for base in cls.__mro__
                             if isinstance(base.__dict__.get("metadata"), MetaData)), known.metadata)
            own.sort(key=lambda column: getattr(column, "_sort_order", 0))
            if keywords.pop("autoload", None):
                keywords.setdefault("autoload_with", keywords.pop("autoload_with", None))
            table = Table(name, metadata, *own, *positional, **keywords)
        elif parent is not None:
            table = parent.__table__
            for column in own:
                if column.name not in table._columns_by_key:
                    table._append_column(column)
        else:
            raise exc.InvalidRequestError(f"Class {cls!r} does not have a __table__ or __tablename__ specified and does "
                                          "not inherit from an existing table-mapped class.")
        cls.__table__ = table
    else:
        taken = {id(column) for column in columns.values()}
        for column in table.c:
            if id(column) not in taken:
                columns.setdefault(column.key, column)
    if parent is not None:
        columns = {**parent.__mapper__.keys, **columns}
    _instrument(cls, table, columns, properties, known, parent)


def _copied(column):
    made = column._copy()
    if isinstance(column.default, SchemaItem):
        made.default = column.default
    return made


def _instrument(cls, table, columns, properties, known, parent=None):
    for key, column in columns.items():
        setattr(cls, key, InstrumentedAttribute(key, column))
    for key, prop in properties.items():
        prop.key, prop.parent = key, cls
        name = type(prop).__name__
        if name == "Relationship":
            setattr(cls, key, _RelatedAttribute(key, prop))
        elif name == "Synonym" and prop.args and prop.args[0] in columns:
            setattr(cls, key, InstrumentedAttribute(prop.args[0], columns[prop.args[0]]))
    cls.__mapper__ = Mapper(cls, table, columns, properties, parent.__mapper__ if parent is not None else None)
    if "_sa_instance_state" not in cls.__dict__:
        cls._sa_instance_state = _State()
    if known is not None:
        known._class_registry[cls.__name__] = cls
        known._backward += [prop for prop in cls.__mapper__.relationships if prop.kw.get("backref") is not None]
        known._backward = [prop for prop in known._backward if not _add_backward(prop)]
    arguments = cls.__dict__.get("__mapper_args__")
    if isinstance(arguments, dict):
        cls.__mapper__.polymorphic_identity = arguments.get("polymorphic_identity")
        on = arguments.get("polymorphic_on")
        if isinstance(on, str):
            on = columns.get(on)
        cls.__mapper__.polymorphic_on = on
    if cls.__mapper__.polymorphic_on is None and parent is not None:
        cls.__mapper__.polymorphic_on = parent.__mapper__.polymorphic_on


def _add_backward(prop):
    """Gives the other class of a relationship its backref, if it is there already."""
    try:
        target = prop.target()
        relationships = target.__mapper__.relationships
    except Exception:
        return False
    name, made = prop.backward()
    made.key, made.parent = name, target
    setattr(target, name, _RelatedAttribute(name, made))
    relationships._names[name] = made
    return True


class _State:
    """The state of an instance, made when it is first asked for."""

    def __get__(self, instance, owner):
        if instance is None:
            return self
        found = instance.__dict__.get("_sa_state")
        if found is None:
            found = instance.__dict__["_sa_state"] = InstanceState(instance)
        return found


# --- annotations


def _is_mapped_annotation(annotation):
    if annotation is _MISSING:
        return False
    if isinstance(annotation, str):
        text = annotation.strip()
        head = text.partition("[")[0].rpartition(".")[2]
        if head not in ("Mapped", "DynamicMapped", "WriteOnlyMapped"):
            return False
        return True
    return isinstance(annotation, _MappedAlias)


def _resolve(annotation, base):
    if isinstance(annotation, str):
        module = sys.modules.get(base.__module__)
        names = dict(vars(module)) if module is not None else {}
        names.update(base.__dict__)
        try:
            return eval(annotation, names)
        except Exception:
            if annotation.startswith("Mapped[") and annotation.endswith("]"):
                return _MappedAlias(Mapped, annotation[len("Mapped["):-1])
            return annotation
    return annotation


def _annotate(column, annotation, base, known):
    resolved = _resolve(annotation, base)
    if not isinstance(resolved, _MappedAlias):
        return
    inner = resolved.__args__[0]
    if isinstance(inner, str):
        inner = _resolve(inner, base)
    inner, optional = _without_none(inner)
    carried = getattr(inner, "__metadata__", ())
    map_ = known.type_annotation_map if known is not None else {}
    found = None
    if not column._typed:
        try:
            found = map_.get(inner)
        except TypeError:
            found = None
    nullable_from = None
    for item in carried:
        if isinstance(item, MappedColumn):
            nullable_from = item if item._nullable_given else nullable_from
            _merge(column, item)
    if not column._typed and not column._fks_type_known() and found is None:
        plain = inner
        if carried:
            plain = inner.__origin__
            plain, more = _without_none(plain)
            optional = optional or more
            try:
                found = map_.get(plain)
            except TypeError:
                found = None
        if found is None:
            found = _type_for(plain, map_)
    if found is not None and not column._typed:
        from ..types import to_instance

        column.type = to_instance(found)
    if not column._nullable_given:
        column.nullable = False if column.primary_key else optional


def _fks_type_known(self):
    return False


MappedColumn._fks_type_known = _fks_type_known


def _merge(column, other):
    """What Annotated[…, mapped_column(…)] says, where the column itself says nothing."""
    if not column._typed and other._typed:
        column.type, column._typed = other.type, True
    if other.primary_key:
        column.primary_key = True
        if not column._nullable_given:
            column.nullable = False
    if other._nullable_given and not column._nullable_given:
        column.nullable, column._nullable_given = other.nullable, True
    for name in ("default", "onupdate", "server_default", "server_onupdate", "index", "unique", "comment", "identity",
                 "computed"):
        if getattr(column, name) is None:
            setattr(column, name, getattr(other, name))
    if other.name is not None and column.name is None:
        column.name = column.key = other.name
    for fk in other._fks:
        if not column._fks:
            column._add(fk._copy())


def _without_none(annotation):
    """The type of Optional[...] or X | None, and whether it was that."""
    import types as builtin_types

    if isinstance(annotation, builtin_types.UnionType) or str(getattr(annotation, "__origin__", "")) == "typing.Union":
        rest = [item for item in annotation.__args__ if item is not type(None)]
        optional = len(rest) < len(annotation.__args__)
        if len(rest) == 1:
            inner, more = _without_none(rest[0])
            return inner, optional or more
        made = rest[0]
        for item in rest[1:]:
            made = made | item
        return made, optional
    return annotation, False


def _type_for(annotation, map_=()):
    from .. import types as t

    supertype = getattr(annotation, "__supertype__", None)
    if supertype is not None:
        found = map_.get(supertype) if map_ else None
        return found if found is not None else _type_for(supertype, map_)
    if isinstance(annotation, type):
        if hasattr(annotation, "__members__"):
            for base in annotation.__mro__:
                given = map_.get(base) if map_ else None
                if isinstance(given, t.Enum):
                    return t.Enum(annotation, native_enum=given.native_enum, length=given.length or None,
                                  values_callable=given.values_callable)
            return t.Enum(annotation)
        if issubclass(annotation, TypeEngine):
            return annotation
        for base in annotation.__mro__:
            given = map_.get(base) if map_ else None
            if given is not None:
                return given
            known = t._by_kind.get(base.__name__)
            if known is not None and base.__module__ in ("builtins", "decimal", "_decimal", "_pydecimal", "datetime",
                                                        "uuid"):
                return type(known)()
    origin = getattr(annotation, "__origin__", None)
    if origin is not None and str(origin) == "typing.Literal":
        return t.Enum(*annotation.__args__, native_enum=False, name="literal")
    if origin is not None and isinstance(origin, type):
        given = map_.get(origin) if map_ else None
        if given is not None:
            return given
    return None


# --- bases


class DeclarativeMeta(type):
    def __init__(cls, name, bases, namespace, **kw):
        type.__init__(cls, name, bases, namespace)
        if "registry" not in namespace and _registry_of(cls) is None:
            metadata = namespace.get("metadata")
            cls.registry = registry(metadata=metadata)
            cls.metadata = cls.registry.metadata
        if "__abstract__" in namespace and namespace["__abstract__"]:
            return
        if _find(cls, "__tablename__") is None and _find(cls, "__table__") is None and not any(
                _is_mapped(base) for base in cls.__mro__[1:]):
            if not any(isinstance(value, (Column, _DeclaredAttr)) for value in namespace.values()):
                return
        _declare(cls)

    def __setattr__(cls, key, value):
        if isinstance(value, Column) and "__mapper__" in cls.__dict__ and value.table is None:
            if value.name is None:
                value.name = value.key = key
            cls.__table__._append_column(value)
            cls.__mapper__.keys[key] = value
            value = InstrumentedAttribute(key, value)
        type.__setattr__(cls, key, value)


class DeclarativeBase:
    """The base of a project's declarative classes."""

    def __init_subclass__(cls, **kw):
        if DeclarativeBase in cls.__bases__ or DeclarativeBaseNoMeta in cls.__bases__:
            _setup_base(cls)
        elif not cls.__dict__.get("__abstract__"):
            _declare(cls)
        try:
            super().__init_subclass__(**kw)
        except TypeError:
            super().__init_subclass__()

    __init__ = _construct


def _setup_base(cls):
    known = cls.__dict__.get("registry")
    metadata = next((base.__dict__["metadata"] for base in cls.__mro__
                     if isinstance(base.__dict__.get("metadata"), MetaData)), None)
    if known is None:
        annotations = {}
        for base in reversed(cls.__mro__):
            annotations.update(base.__dict__.get("type_annotation_map") or {})
        cls.registry = known = registry(metadata=metadata, type_annotation_map=annotations)
    cls.metadata = metadata if metadata is not None else known.metadata


class DeclarativeBaseNoMeta(DeclarativeBase):
    pass


class MappedAsDataclass:
    """Models that are dataclasses, too: their columns are what matters."""

    def __init_subclass__(cls, init=True, repr=True, eq=True, order=False, unsafe_hash=False, match_args=True,
                          kw_only=False, dataclass_callable=None, **kw):
        super().__init_subclass__(**kw)


def declarative_base(*, metadata=None, mapper=None, cls=object, name="Base", class_registry=None,
                     type_annotation_map=None, constructor=None, metaclass=None, bind=None):
    return registry(metadata=metadata, class_registry=class_registry,
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


def add_mapped_attribute(target, key, attr):
    setattr(target, key, attr)


def configure_mappers():
    pass


def clear_mappers():
    pass

