"""Annotations of mapped attributes: Mapped[…], and the column type that a Python type stands for."""

import sys

from limbeck.facade import unsupported

from .. import types as _types
from ..types import NULLTYPE, Enum, to_instance
from .exc import MappedAnnotationError


class _MappedContainer:
    """Bases of what may stand around the type of a mapped attribute."""

    def __class_getitem__(cls, item):
        return _MappedAlias(cls, item)


class Mapped(_MappedContainer):
    """Mapped[...] in an annotation."""


class DynamicMapped(Mapped):
    pass


class WriteOnlyMapped(Mapped):
    pass


class Unmapped(_MappedContainer):
    """Of columns that the table has and the class has not."""


class _MappedAlias:
    def __init__(self, origin, argument):
        self.__origin__ = origin
        self.__args__ = (argument,)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __or__(self, other):
        return self

    __ror__ = __or__


# --- what an annotation says


def is_class_variable(annotation):
    if isinstance(annotation, str):
        return annotation.partition("[")[0].rpartition(".")[2].strip() == "ClassVar"
    return str(getattr(annotation, "__origin__", annotation)) == "typing.ClassVar"


def container_and_argument(annotation, module_name, cls):
    """(Mapped or its like, what stands in its brackets) of an annotation; (None, the annotation) of any other one."""
    text = getattr(annotation, "__forward_arg__", annotation)
    if isinstance(text, str):
        text = text.strip()
        head, bracket, rest = text.partition("[")
        if bracket and rest.endswith("]") and head.replace(".", "").isidentifier():
            found = _named(head, module_name)
            if found is None and head.rpartition(".")[2] in ("Mapped", "DynamicMapped", "WriteOnlyMapped"):
                found = Mapped  # imported for a type checker alone
            if isinstance(found, type) and issubclass(found, _MappedContainer):
                return found, _with_names_quoted(rest[:-1].strip(), module_name)
        try:
            annotation = evaluated(text, module_name, cls)
        except MappedAnnotationError:
            if "Mapped[" in text:
                raise
            return None, text
        if isinstance(annotation, str):
            return container_and_argument(annotation, module_name, cls)
    if isinstance(annotation, _MappedAlias):
        return annotation.__origin__, annotation.__args__[0]
    return None, annotation


def _with_names_quoted(text, module_name):
    """With `from __future__ import annotations` SQLAlchemy takes the names in the innermost brackets for those of classes
    further down, and puts them in quotation marks: what stands there in Annotated[…] is not looked at, then."""
    if type(getattr(sys.modules.get(module_name), "annotations", None)).__name__ != "_Feature":
        return text
    outer, inner = "", text
    while True:
        head, bracket, rest = inner.partition("[")
        if not bracket or not rest.endswith("]") or len(rest) < 2 or not head or " " in head or "|" in head:
            break
        outer, inner = f"{outer}{head}[", rest[:-1]
    if inner[:1] in "\"'" and inner[-1:] in "\"'" or "[" in inner or "]" in inner:
        return text
    quoted = ", ".join('"' + part.strip("\"' ") + '"' for part in inner.split(","))
    return outer + quoted + "]" * outer.count("[")


def _named(name, module_name):
    found = sys.modules.get(module_name)
    for part in name.split("."):
        found = getattr(found, part, None)
    return found


def evaluated(text, module_name, cls):
    """What the text of an annotation stands for: names of the module come before those of the class."""
    names = dict(cls.__dict__)
    names.setdefault(cls.__name__, cls)
    if module_name in sys.modules:
        names.update(vars(sys.modules[module_name]))
    try:
        return eval(text, names)
    except Exception as error:
        if type(error).__module__ == "limbeck.errors" or hasattr(error, "what"):
            raise
        raise MappedAnnotationError(f"Could not de-stringify annotation {text!r}") from error


def resolved(annotation, module_name, cls, seen=()):
    """An annotation with nothing left in quotation marks."""
    text = getattr(annotation, "__forward_arg__", annotation)
    if isinstance(text, str):
        annotation = evaluated(text, module_name, cls)
        if isinstance(annotation, str) or hasattr(annotation, "__forward_arg__"):
            return resolved(annotation, module_name, cls, seen)
    if not _is_generic(annotation) or _is_literal(annotation) or any(annotation is item for item in seen):
        return annotation
    given = annotation.__args__
    elements = tuple(resolved(item, module_name, cls, (*seen, annotation)) for item in given)
    if all(new is old for new, old in zip(elements, given)):
        return annotation
    if hasattr(annotation, "copy_with"):
        return annotation.copy_with(elements)
    return annotation.__origin__[elements]


def _is_generic(annotation):
    return not isinstance(annotation, type(sys)) and hasattr(annotation, "__args__") and hasattr(annotation, "__origin__")


def _is_literal(annotation):
    return str(getattr(annotation, "__origin__", "")) in ("typing.Literal", "typing_extensions.Literal")


def _is_union(annotation):
    return type(annotation).__name__ == "UnionType" or str(getattr(annotation, "__origin__", "")) == "typing.Union"


def _is_annotated(annotation):
    return hasattr(annotation, "__metadata__") and hasattr(annotation, "__origin__")


def _is_alias(annotation):
    """Of `type X = …`."""
    return type(annotation).__name__ == "TypeAliasType" or (
        not _is_annotated(annotation) and type(getattr(annotation, "__origin__", None)).__name__ == "TypeAliasType")


def includes_none(annotation):
    if _is_union(annotation):
        return any(includes_none(item) for item in annotation.__args__)
    if _is_annotated(annotation):
        return includes_none(annotation.__origin__)
    if _is_alias(annotation):
        return includes_none(annotation.__value__)
    if type(annotation).__name__ == "NewType":
        return includes_none(annotation.__supertype__)
    return annotation is None or annotation is type(None)


def without_none(annotation):
    if not _is_union(annotation) or not includes_none(annotation):
        return annotation
    import typing

    return typing.Union[tuple(item for item in annotation.__args__ if item is not None and item is not type(None))]


def annotated_columns(annotation, kind):
    """The first mapped_column() in Annotated[…], or None."""
    for item in getattr(annotation, "__metadata__", ()) if _is_annotated(annotation) else ():
        if isinstance(item, kind):
            return item
    return None


class ColumnAnnotation:
    """What the annotation of a column says of its type and of NULL."""

    def __init__(self, annotation):
        self.nullable = includes_none(annotation)
        self.alias = self.inner = None
        plain = without_none(annotation)
        if _is_alias(plain):
            self.alias = plain
            plain = without_none(plain.__value__)
            arguments = getattr(self.alias, "__args__", ())
            if arguments and _is_generic(self.alias):
                plain = plain[arguments]
        self.plain = plain
        if _is_annotated(plain):
            self.inner = without_none(plain.__origin__) if self.nullable else plain.__origin__

    def candidates(self):
        return [one for one in (self.alias, self.plain, self.inner) if one is not None]


def opaque_part(annotation):
    """Something in an annotation that belongs to a package that is not there; None where there is no such thing."""
    from limbeck.opaque import is_opaque

    if is_opaque(annotation):
        return annotation
    if _is_literal(annotation):
        return None
    for item in (*(getattr(annotation, "__args__", ()) if _is_generic(annotation) or _is_union(annotation) else ()),
                 *(getattr(annotation, "__metadata__", ()) if _is_annotated(annotation) else ())):
        found = opaque_part(item)
        if found is not None:
            return found
    return None


# --- from a Python type to a column type


_built_in = {
    "builtins.int": _types.INTEGERTYPE, "builtins.float": _types.Double(), "builtins.bool": _types.BOOLEANTYPE,
    "builtins.bytes": _types.LargeBinary(), "builtins.str": _types.STRINGTYPE, "uuid.UUID": _types.Uuid(),
    "decimal.Decimal": _types.Numeric(), "datetime.date": _types.Date(), "datetime.datetime": _types.DateTime(),
    "datetime.time": _types.Time(), "datetime.timedelta": _types.Interval()}
_enum = Enum(native_enum=True)  # of an enum class or a Literal that nothing else is said of
_MODULES = {"_decimal": "decimal", "_pydecimal": "decimal", "_datetime": "datetime", "_pydatetime": "datetime"}


def _known_type(python_type):
    if python_type is type(None):
        return NULLTYPE
    if isinstance(python_type, type):
        name = f"{_MODULES.get(python_type.__module__, python_type.__module__)}.{python_type.__name__}"
        return _enum if name == "enum.Enum" else _built_in.get(name)
    if str(python_type) in ("typing.Literal", "typing_extensions.Literal"):
        return _enum
    return None


def _search(python_type):
    """(what is looked up, what it must be for types that stand for nothing but themselves)"""
    if _is_generic(python_type):
        if _is_literal(python_type):
            import typing

            return [(python_type, python_type), (typing.Literal, python_type)]
        return [(python_type, python_type.__origin__)]
    if isinstance(python_type, type):
        return [(item, item) for item in python_type.__mro__]
    return [(python_type, python_type)]


def resolve_type(python_type, type_annotation_map):
    """The column type for a Python type, None if there is none."""
    itself = python_type.__origin__ if _is_generic(python_type) and not _is_literal(python_type) else python_type
    for looked_up, flattened in _search(python_type):
        try:
            found = type_annotation_map.get(looked_up)
        except TypeError:  # what cannot be hashed is no key
            found = None
        if found is None:
            found = _known_type(looked_up)
        if found is None:
            continue
        found = to_instance(found)
        if isinstance(found, Enum):
            return _enum_for(found, itself, looked_up)
        if itself is flattened:
            return found
    return None


def _enum_for(given, python_type, looked_up):
    """An Enum as `given`, with the values of a Python type."""
    generic = given is _enum or given._is_generic_form()
    options = {"native_enum": given.native_enum}
    if not generic and python_type is looked_up:
        values = given._enums_argument
    elif _is_literal(python_type) or _is_alias(python_type):
        if _is_alias(python_type):
            python_type = python_type.__value__
        values = python_type.__args__
        if not all(isinstance(value, str) for value in values):
            unsupported(f"a column of {python_type!r}, whose values are not all text,")
        options["native_enum"] = False
    elif isinstance(python_type, type) and hasattr(python_type, "__members__"):
        values = [python_type]
    else:
        values = given._enums_argument
    return given._made_like(values, options)
