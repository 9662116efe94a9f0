"""SQLModel: classes that are pydantic models and, with table=True, tables as well."""

import types as _types

from pydantic import _validation
from pydantic._errors import PydanticUndefined as Undefined
from pydantic.fields import FieldInfo as _PydanticField
from pydantic.main import BaseModel, ModelMetaclass
from sqlalchemy import Column, ForeignKey, MetaData, types
from sqlalchemy import orm as _orm

from .sql.sqltypes import AutoString, UTCDateTime

_COLUMN_OPTIONS = ("primary_key", "nullable", "foreign_key", "ondelete", "unique", "index", "sa_type", "sa_column",
                   "sa_column_args", "sa_column_kwargs")


class FieldInfo(_PydanticField):
    """A field with what it says of its column."""

    def __init__(self, default=Undefined, **options):
        column = {name: options.pop(name, Undefined) for name in _COLUMN_OPTIONS}
        if column["sa_column"] is not Undefined:
            for name in ("sa_column_args", "sa_column_kwargs", "primary_key", "nullable", "foreign_key", "ondelete",
                         "unique", "index", "sa_type"):
                if column[name] is not Undefined:
                    raise RuntimeError(f"Passing {name} is not supported when also passing a sa_column")
        if column["sa_column_kwargs"] is not Undefined and "type_" in column["sa_column_kwargs"]:
            raise RuntimeError("Passing type_ is not supported in sa_column_kwargs, use sa_type instead")
        if column["ondelete"] is not Undefined and column["foreign_key"] is Undefined:
            raise RuntimeError("ondelete can only be used with foreign_key")
        extra = options.pop("schema_extra", None)
        if extra:
            for name in ("validation_alias", "serialization_alias"):
                if name in extra:
                    options.setdefault(name, extra[name])
            options.update((name, value) for name, value in extra.items() if name not in options)
        super().__init__(default, **options)
        self.column = column


def Field(default=Undefined, *, default_factory=None, const=None, unique_items=None, **options):
    return FieldInfo(default, default_factory=default_factory, **options)


class RelationshipInfo:
    def __init__(self, *, back_populates=None, cascade_delete=False, passive_deletes=False, link_model=None,
                 sa_relationship=None, sa_relationship_args=None, sa_relationship_kwargs=None):
        if sa_relationship is not None and (sa_relationship_args is not None or sa_relationship_kwargs is not None):
            given = "sa_relationship_args" if sa_relationship_args is not None else "sa_relationship_kwargs"
            raise RuntimeError(f"Passing {given} is not supported when also passing a sa_relationship")
        self.link_model = link_model
        self.sa_relationship = sa_relationship
        self.arguments = sa_relationship_args or ()
        self.options = {"back_populates": back_populates, "passive_deletes": passive_deletes,
                        "cascade": "all, delete-orphan" if cascade_delete else None}
        self.options = {**{name: value for name, value in self.options.items() if value}, **(sa_relationship_kwargs or {})}


def Relationship(**options):
    return RelationshipInfo(**options)


def _column_option(field, name):
    for one in (field, *_marks(field.annotation)):
        value = getattr(one, "column", {}).get(name, Undefined)
        if value is not Undefined:
            return value
    return Undefined


def _marks(annotation):
    if type(annotation).__module__.startswith("typing"):
        return getattr(annotation, "__metadata__", ())
    return ()


def _plain_type(annotation):
    """The class that decides a column's type, and whether None is among the values."""
    import typing

    if annotation is None:
        raise ValueError("Missing field type")
    if _marks(annotation):
        inner, optional = _plain_type(annotation.__origin__)
        for mark in _marks(annotation):
            name = getattr(mark, "__name__", type(mark).__name__)
            if name in ("AwareDatetime", "NaiveDatetime"):
                inner = mark if isinstance(mark, type) else type(mark)
        return inner, optional
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Union or origin is _types.UnionType:
        others = [arg for arg in args if arg is not type(None)]
        if len(args) > 2 or len(others) > 1:
            raise ValueError("Cannot have a (non-optional) union as a SQLAlchemy field")
        return _plain_type(others[0])[0], True
    return (annotation if origin is None else origin), False


def _limit(field, name, cls):
    """A limit such as max_length, from Field(), from Annotated or from the type itself."""
    for mark in (*field.metadata, *_marks(field.annotation)):
        if type(mark).__name__ == "StringConstraints":
            continue  # of constr(): SQLModel does not look into it
        for one in (mark, *getattr(mark, "metadata", ())):
            limits = getattr(one, "limits", None)
            value = limits.get(name) if isinstance(limits, dict) else None
            if value is not None:
                return value
    return getattr(cls, "__pydantic_limits__", {}).get(name) if name != "max_length" else None


def get_sqlalchemy_type(field):
    """The column type for a field's annotation."""
    given = _column_option(field, "sa_type")
    if given is not Undefined:
        return given
    cls, _ = _plain_type(field.annotation)
    if type(cls).__module__.startswith("limbeck"):
        return cls  # of a package that is not there: refused when the column's type matters
    if not isinstance(cls, type):
        raise TypeError("issubclass() arg 1 must be a class")
    names = {f"{base.__module__}.{base.__name__}" for base in cls.__mro__}
    for known, made in _TYPES:
        if names.intersection(known.split()):
            return made(field, cls)
    raise ValueError(f"{cls} has no matching SQLAlchemy type")


def _text(field, cls):
    length = _limit(field, "max_length", cls)
    return AutoString(length=length) if length else AutoString


def _always(type_):
    return lambda field, cls: type_


def _made(type_, **options):
    return lambda field, cls: type_(**options)


# The first that a class is, or derives from, decides.
_TYPES = (
    ("enum.Enum", lambda field, cls: types.Enum(cls)),
    ("builtins.str ipaddress.IPv4Address ipaddress.IPv4Network ipaddress.IPv6Address ipaddress.IPv6Network pathlib.Path",
     _text),
    ("builtins.float", _always(types.Float)),
    ("builtins.bool pydantic.types.StrictBool", _always(types.Boolean)),
    ("builtins.int", _always(types.Integer)),
    ("pydantic.types.NaiveDatetime", _made(types.DateTime, timezone=False)),
    ("pydantic.types.AwareDatetime pydantic.types.PastDatetime pydantic.types.FutureDatetime datetime.datetime",
     _made(UTCDateTime)),
    ("pydantic.types.PastDate pydantic.types.FutureDate datetime.date", _always(types.Date)),
    ("pydantic.types.FilePath pydantic.types.DirectoryPath pydantic.types.NewPath", _always(AutoString)),
    ("datetime.timedelta", _always(types.Interval)),
    ("datetime.time", _always(types.Time)),
    ("builtins.bytes", _always(types.LargeBinary)),
    ("decimal.Decimal", lambda field, cls: types.Numeric(precision=_limit(field, "max_digits", cls),
                                                         scale=_limit(field, "decimal_places", cls))),
    ("uuid.UUID pydantic.types.UUID1 pydantic.types.UUID3 pydantic.types.UUID4 pydantic.types.UUID5 "
     "pydantic.types.UUID6 pydantic.types.UUID7 pydantic.types.UUID8", _always(types.Uuid)),
)


def get_column_from_field(field):
    """The column that a field stands for."""
    column = _column_option(field, "sa_column")
    if column is not Undefined and column is not None:
        return column
    column_type = get_sqlalchemy_type(field)

    def chosen(name, default):
        value = _column_option(field, name)
        return default if value is Undefined else value

    primary_key = chosen("primary_key", False)
    nullable = chosen("nullable", not primary_key and _plain_type(field.annotation)[1])
    arguments = []
    foreign_key = chosen("foreign_key", None)
    if foreign_key:
        ondelete = chosen("ondelete", None)
        if ondelete == "SET NULL" and not nullable:
            raise RuntimeError('ondelete="SET NULL" requires nullable=True')
        arguments.append(ForeignKey(foreign_key, ondelete=ondelete))
    options = {"primary_key": primary_key, "nullable": nullable, "index": chosen("index", False),
               "unique": chosen("unique", False)}
    if field.default_factory is not None:
        options["default"] = field.default_factory
    elif field.default is not Undefined:
        options["default"] = field.default
    arguments.extend(chosen("sa_column_args", ()))
    options.update(chosen("sa_column_kwargs", {}))
    return Column(*arguments, type_=column_type, **options)


def is_table(cls):
    return bool(getattr(cls, "model_config", {}).get("table"))


def _related(annotation, scope):
    """(class or class name, is it a list) for the annotation of a relationship."""
    import typing

    if isinstance(annotation, str):
        try:
            annotation = scope.evaluate(annotation)
        except Exception:
            return _related_text(annotation)
    if type(annotation).__name__ == "ForwardRef":
        return _related(annotation.__forward_arg__, scope)
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is None:
        return annotation, False
    if origin is typing.Union or origin is _types.UnionType:
        others = [arg for arg in args if arg is not type(None)]
        if len(others) != 1:
            raise ValueError("Cannot have a (non-optional) union as a SQLAlchemy field")
        return _related(others[0], scope)
    target, many = _related(args[0], scope)
    return target, many or origin in (list, set)


def _related_text(text):
    """The same for an annotation that names what is not defined yet, as in `list[Item]` or `Owner | None`."""
    text = text.strip().strip("\"'").removesuffix("| None").removeprefix("None |").strip()
    outer, bracket, inner = text.partition("[")
    if not bracket:
        return text.strip("\"'").rpartition(".")[2], False
    target, many = _related_text(inner.rstrip().removesuffix("]"))
    return target, many or outer.rpartition(".")[2] in ("list", "List", "set", "Set", "Sequence")


class SQLModelMetaclass(ModelMetaclass):
    def __new__(mcs, name, bases, namespace, **options):
        relationships = {key: value for key, value in namespace.items() if isinstance(value, RelationshipInfo)}
        annotations = dict(namespace.get("__annotations__", {}))
        related = {key: annotations.pop(key, None) for key in relationships}
        rest = {key: value for key, value in namespace.items() if key not in relationships}
        rest["__annotations__"] = annotations
        rest["__sqlmodel_relationships__"] = relationships
        table = options.pop("table", None)
        registry = options.pop("registry", None)
        if table is not None:
            rest["model_config"] = {**rest.get("model_config", {}), "table": table}
        if "__tablename__" not in rest and not any(
            "__tablename__" in base.__dict__ and not base.__dict__.get("__sqlmodel_named__", False)
            for parent in bases for base in parent.__mro__
        ):
            rest["__tablename__"] = name.lower()
            rest["__sqlmodel_named__"] = True
        cls = super().__new__(mcs, name, bases, rest, **options)
        if registry is not None:
            type.__setattr__(cls, "_sa_registry", registry)
            type.__setattr__(cls, "metadata", registry.metadata)
            type.__setattr__(cls, "__abstract__", True)
        if is_table(cls) and not any(is_table(base) for base in cls.__mro__[1:]):
            mcs._map(cls, related)
        return cls

    @staticmethod
    def _map(cls, related):
        """Makes the table, and maps the class to it."""
        columns = {}
        for name, field in cls.model_fields.items():
            field.annotation = _validation.resolved(field.annotation, getattr(field, "_scope", cls.__pydantic_scope__))
            columns[name] = get_column_from_field(field)
        type.__setattr__(cls, "__abstract__", False)
        # The fields' annotations are pydantic's; mapping is told of columns and relationships by their objects.
        type.__setattr__(cls, "__annotations__", {})
        registry = cls._sa_registry
        relations = {}
        for base in reversed(cls.__mro__):
            for name, info in base.__dict__.get("__sqlmodel_relationships__", {}).items():
                relations[name] = SQLModelMetaclass._relationship(cls, info, related.get(name))
        for name, value in (*columns.items(), *relations.items()):
            type.__setattr__(cls, name, value)
        registry.map_declaratively(cls)

    @staticmethod
    def _relationship(cls, info, annotation):
        if info.sa_relationship is not None:
            return info.sa_relationship
        target, many = _related(annotation, cls.__pydantic_scope__)
        options = {"uselist": many, **info.options}
        if info.link_model is not None:
            options.setdefault("secondary", info.link_model.__table__)
        return _orm.relationship(target, *info.arguments, **options)


class SQLModel(BaseModel, metaclass=SQLModelMetaclass, registry=_orm.registry(metadata=MetaData())):
    __allow_unmapped__ = True
    model_config = {"from_attributes": True}

    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        # Rows that are loaded from a database do not pass through __init__.
        object.__setattr__(self, "__pydantic_fields_set__", set())
        object.__setattr__(self, "__pydantic_extra__", None)
        object.__setattr__(self, "__pydantic_private__", {})
        return self

    def __init__(self, /, **data):
        if not is_table(type(self)):
            super().__init__(**data)
            return
        # Tables do not validate: their values come from the database, or from models that did.
        for name, field in type(self).model_fields.items():
            alias = field.validation_alias
            if isinstance(alias, str) and alias in data:
                setattr(self, name, data[alias])
            elif name in data:
                setattr(self, name, data[name])
            elif not field.is_required():
                setattr(self, name, field.get_default(call_default_factory=True))
                self.__pydantic_fields_set__.discard(name)
        for name in self._relationship_names():
            if name in data:
                setattr(self, name, data[name])

    @classmethod
    def _relationship_names(cls):
        return [name for base in cls.__mro__ for name in base.__dict__.get("__sqlmodel_relationships__", ())]

    def __setattr__(self, name, value):
        if name == "_sa_instance_state":
            self.__dict__[name] = value
        elif is_table(type(self)) and hasattr(getattr(type(self), name, None), "__set__"):
            object.__setattr__(self, name, value)
            if name in type(self).model_fields:
                self.__pydantic_fields_set__.add(name)
        else:
            super().__setattr__(name, value)

    def __repr_args__(self):
        return [(name, value) for name, value in super().__repr_args__() if not name.startswith("_sa_")]

    @classmethod
    def model_validate(cls, obj, *, strict=None, from_attributes=None, context=None, update=None):
        if not is_table(cls):
            if update:
                obj = {**(obj if isinstance(obj, dict) else dict(obj)), **update}
            return super().model_validate(obj, strict=strict, from_attributes=from_attributes, context=context)
        if isinstance(obj, dict):
            values = dict(obj)
        else:
            values = {name: getattr(obj, name) for name in cls.model_fields if hasattr(obj, name)}
        values.update(update or {})
        run = _validation.Run(context, from_attributes, strict)
        checked = cls._unmapped()._validated(values, run)
        return cls(**{name: checked.__dict__[name] for name in checked.__dict__
                      if name in checked.__pydantic_fields_set__})

    @classmethod
    def _unmapped(cls):
        """A plain model with the same fields, for validation."""
        made = cls.__dict__.get("_sqlmodel_unmapped")
        if made is None:
            namespace = {"__module__": cls.__module__, "__annotations__": {}}
            for name, field in cls.model_fields.items():
                namespace["__annotations__"][name] = field.annotation
                namespace[name] = field
            namespace.update(cls.__pydantic_validators__)
            made = ModelMetaclass(cls.__name__, (BaseModel,), namespace)
            type.__setattr__(cls, "_sqlmodel_unmapped", made)
        return made

    @classmethod
    def parse_obj(cls, obj, update=None):
        return cls.model_validate(obj, update=update)

    @classmethod
    def from_orm(cls, obj, update=None):
        return cls.model_validate(obj, update=update)

    def sqlmodel_update(self, obj, *, update=None):
        values = dict(obj) if isinstance(obj, dict) else {
            name: getattr(obj, name) for name in type(obj).model_fields
        }
        values.update(update or {})
        for name, value in values.items():
            if name in type(self).model_fields:
                setattr(self, name, value)
        return self


default_registry = SQLModel._sa_registry
