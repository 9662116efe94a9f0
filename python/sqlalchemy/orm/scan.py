"""What a class declares: it is gone through as SQLAlchemy's declarative scan does, so that columns are the same ones, in the
same order, and its table is made."""

from collections import namedtuple

from limbeck.facade import unsupported
from limbeck.opaque import opaque_base

from .. import event
from ..schema import Column, Table
from ..types import NULLTYPE
from .annotations import (ColumnAnnotation, Unmapped, annotated_columns, container_and_argument, is_class_variable,
                          opaque_part, resolve_type, resolved)
from .attributes import InstrumentedAttribute
from .mapper import Mapper
from .relationships import MapperProperty, Synonym

_DIRECTIVES = ("__table__", "__mapper_args__", "__tablename__", "__table_args__")


class DeclaredAttribute:
    """@declared_attr. While its class is scanned it is asked once."""

    _cascading = False

    def __init__(self, function, cascading=False):
        if isinstance(function, classmethod):
            function = function.__func__
        self.fget = function
        self._cascading = cascading
        self.__doc__ = getattr(function, "__doc__", None)

    def __get__(self, instance, owner):
        found = owner.__dict__.get("_limbeck_declared")
        if found is None:
            return self.fget(owner)
        if self not in found:
            found[self] = self.fget(owner)
        return found[self]


class MappedColumn(Column):
    """mapped_column(): a column whose type and nullability an annotation may give."""

    _default_given = _unmapped = False
    _sort_order = None

    def __init__(self, *args, **kw):
        self._use_existing = bool(kw.pop("use_existing_column", False))
        self._sort_order = kw.pop("sort_order", None)
        for name in ("init", "repr", "default_factory", "compare", "kw_only", "hash", "deferred", "deferred_group",
                     "deferred_raiseload", "active_history", "dataclass_metadata"):
            kw.pop(name, None)
        self._default_given = "default" in kw or "insert_default" in kw
        self._null_said = kw.get("nullable") in (True, False)
        super().__init__(*args, **kw)

    def __class_getitem__(cls, item):
        return cls


def is_mapped(cls):
    return "__mapper__" in cls.__dict__


def merged_names(values, annotations):
    """The names of a class body in their order, as far as it is known: those with values and those only annotated."""
    shared = set(values) & set(annotations)
    found = []
    current, other = iter(values), iter(annotations)
    while True:
        for name in current:
            if name in shared:
                shared.discard(name)
                current, other = other, current
                break
            found.append(name)
        else:
            found.extend(other)
            return found


_Said = namedtuple("_Said", "container argument module")  # the annotation of one attribute


class Scan:
    def __init__(self, cls, known):
        self.cls = cls
        self.registry = known
        self.namespace = dict(cls.__dict__)
        self.said = {}  # annotations by attribute
        self.found = {}  # what may be mapped, by attribute, in order
        self.inherits = _inherited_class(cls)
        self.doubt = opaque_base(cls)  # may have columns, names and constraints that nobody knows
        self.is_dataclass = hasattr(cls, "__dataclass_fields__")
        self.allow_unmapped = bool(getattr(cls, "__allow_unmapped__", False)) or hasattr(cls, "_limbeck_dataclass")
        if self.is_dataclass and hasattr(cls, "__sa_dataclass_metadata_key__"):
            unsupported("__sa_dataclass_metadata_key__")
        self.fixed_table = "__table__" in self.namespace
        self.columns = []
        self.properties = {}
        self.keys = {}

    def run(self):
        cls = self.cls
        type.__setattr__(cls, "_limbeck_declared", {})
        try:
            self._collect()
            self._extract()
            table = self._make_table()
            self._inherit(table)
        finally:
            type.__delattr__(cls, "_limbeck_declared")
        if self.table is not None:
            self._map(self.table)

    def _refuse(self, name):
        """Of what SQLAlchemy will not have: its own words are the better ones."""
        unsupported(f"what {self.cls.__name__}.{name} declares")

    # the attributes of the class and of its mixins

    def _attributes(self, base):
        values, annotations = base.__dict__, base.__dict__.get("__annotations__", {})
        for name in merged_names(list(values), list(annotations)):
            if name in _DIRECTIVES or not name.startswith(("__", "_sa_", "_limbeck")):
                yield name, values.get(name), annotations.get(name)

    def _overridden(self, name, value):
        return getattr(self.cls, name, value) is not value

    def _annotation(self, name, annotation, base, expect_mapped, value):
        if name in self.said:
            return self.said[name]
        if annotation is None or is_class_variable(annotation):
            return None
        if expect_mapped is None:
            expect_mapped = not self.allow_unmapped and (value is None or isinstance(value, (MappedColumn, MapperProperty)))
        container, argument = container_and_argument(annotation, base.__module__, self.cls)
        if container is None and expect_mapped and not self.is_dataclass:
            if is_class_variable(argument):
                return None
            self._refuse(name)
        found = self.said[name] = _Said(container, argument, base.__module__)
        return found

    def _collect(self):
        cls = self.cls
        bases = []
        for base in cls.__mro__:
            mapped = base is not cls and is_mapped(base)
            attributes = list(self._attributes(base)) if base is not object else []
            copies = self._copies(attributes, base) if not mapped and base is not cls else {}
            bases.append((base, mapped, attributes, copies))
        tablename = table_args = self.table_function = None
        inherited_args = False
        self.has_mapper_args = False
        for base, mapped, attributes, copies in bases:
            self.found.update(copies)
            for name, value, annotation in attributes:
                declared = isinstance(value, DeclaredAttribute) or type(value).__name__ == "classproperty"
                if name in _DIRECTIVES:
                    if mapped and not declared:
                        continue
                    if name == "__mapper_args__":
                        self.has_mapper_args = True
                    elif name == "__tablename__" and not tablename:
                        tablename = cls.__tablename__
                    elif name == "__table__" and declared and self.table_function is None:
                        self.table_function = lambda: cls.__table__
                    elif name == "__table_args__" and not table_args:
                        table_args = cls.__table_args__
                        if not isinstance(table_args, (tuple, dict, type(None))):
                            self._refuse(name)
                        inherited_args = inherited_args or base is not cls
                elif mapped:
                    continue
                elif base is not cls:
                    self._of_mixin(base, name, value, declared)
                else:
                    # A mixin's column may stand here by now.
                    self._of_class(name, cls.__dict__.get(name), annotation)
        self.tablename = tablename
        self.table_args = None if inherited_args and not tablename else table_args

    def _copies(self, attributes, base):
        """Copies of a mixin's columns, set on the class, so that functions of other mixins see them there."""
        found = {}
        for name, value, annotation in attributes:
            if name in _DIRECTIVES:
                continue
            if value is None and annotation is not None and not self.fixed_table:
                container, _ = (None, None) if is_class_variable(annotation) else \
                    container_and_argument(annotation, base.__module__, self.cls)
                if container is None or self._overridden(name, None):
                    continue
                self._annotation(name, annotation, base, True, None)
                made = MappedColumn()
                made._unmapped = container is Unmapped
                found[name] = made
                type.__setattr__(self.cls, name, made)
            elif isinstance(value, Column):
                if self._overridden(name, value):
                    continue
                self._annotation(name, annotation, base, True, value)
                if name in self.namespace or self._in_fixed_table(name, value):
                    continue
                found[name] = copied = value._copy()
                type.__setattr__(self.cls, name, copied)
        return found

    def _in_fixed_table(self, name, column):
        return self.fixed_table and (column.name or name) in self.namespace["__table__"].c

    def _of_mixin(self, base, name, value, declared):
        if isinstance(value, Column):
            return
        if isinstance(value, MapperProperty):
            self._refuse(name)
        if not declared:
            return
        if value._cascading:
            found = value.__get__(value, self.cls)
            type.__setattr__(self.cls, name, found)
        else:
            owner = next(cls for cls in self.cls.__mro__ if name in cls.__dict__)
            if isinstance(owner.__dict__[name], InstrumentedAttribute):
                return  # mapped by a class above
            found = getattr(self.cls, name)
        self.found[name] = found
        self._annotation(name, _returned(value), base, True, value)

    def _of_class(self, name, value, annotation):
        if isinstance(value, DeclaredAttribute):
            annotation = annotation if annotation is not None else _returned(value)
        said = self._annotation(name, annotation, self.cls, None, value)
        if value is None and not self.fixed_table and said is not None and said.container is not None \
                and name not in self.namespace:
            made = MappedColumn()
            made._unmapped = said.container is Unmapped
            self.found[name] = made
        elif name in self.namespace:
            self.found[name] = value

    # from attributes to columns and properties

    def _extract(self):
        for name, value in self.found.items():
            if isinstance(value, DeclaredAttribute) or type(value).__name__ == "classproperty":
                value = getattr(self.cls, name)
            if isinstance(value, tuple) and len(value) == 1 and isinstance(value[0], (Column, MapperProperty)):
                continue  # a comma too many: SQLAlchemy ignores such a column, with a warning
            said = self.said.get(name)
            if name == "metadata" and isinstance(value, (Column, MapperProperty)):
                self._refuse(name)
            if isinstance(value, MappedColumn):
                self._column(name, self._mapped_column(name, value, said))
            elif isinstance(value, Column):
                if value.table is None:
                    _name_column(value, name)
                    self._column(name, value)
                else:
                    self.keys[name] = value
                    if self.fixed_table:
                        self.columns.append(value)
            elif isinstance(value, MapperProperty):
                for column in value.declared_columns():
                    _name_column(column, name)
                    self._column(None, column)
                self.properties[name] = value
            elif type.__getattribute__(self.cls, "__dict__").get(name) is not value:
                type.__setattr__(self.cls, name, value)

    def _mapped_column(self, name, column, said):
        if column.table is not None:
            return column
        if said is not None and said.container is None and not self.allow_unmapped:
            said = None if not self.is_dataclass else said
            if said is not None:
                return column
        if said is not None and said.container is Unmapped:
            column._unmapped = True
        column = self._existing(column, column._use_existing, name)
        _name_column(column, name)
        if column.table is not None:
            return column
        if said is None:
            if column._untyped():
                self._refuse(name)
            return column
        return self.annotate(column, name, said.argument, said.module)

    def annotate(self, column, name, argument, module):
        """Gives a column what its annotation says."""
        annotation = resolved(argument, module, self.cls)
        unknown = opaque_part(annotation)
        if unknown is not None and (column._untyped() or not column._null_said):
            column._doubt = unknown
            if column._untyped():
                column.type = unknown
        said = ColumnAnnotation(annotation)
        if not column._null_said:
            column.nullable = said.nullable
            column._nullable_by_annotation = True
        carried = annotated_columns(said.plain, MappedColumn)
        if carried is not None:
            column = self._existing(column, carried._use_existing, name)
            if column.table is not None:
                return column
            _merge(carried, column)
        if column._untyped():
            for candidate in said.candidates():
                found = resolve_type(candidate, self.registry.type_annotation_map)
                if found is not None:
                    column.type = found
                    found._set_parent(column)
                    break
            else:
                self._refuse(name)
        return column

    def _existing(self, column, wanted, name):
        """The column of the table above with the same name, where use_existing_column=True wants that one."""
        if not wanted or self.inherits is None or not self._is_single():
            return column
        table = self.inherits.__mapper__.local_table
        return table._columns_by_key.get(column.name if column.name is not None else name, column)

    def _is_single(self):
        return "__table__" not in self.namespace and self.tablename is None

    def _column(self, name, column):
        if name is not None and not getattr(column, "_unmapped", False):
            self.keys[name] = column
        if not any(column is item for item in self.columns):
            self.columns.append(column)

    # the table

    def _make_table(self):
        cls = self.cls
        if self.table_function is None and "__table__" not in self.namespace:
            if self.tablename is None:
                return None
            arguments, keywords = (), {}
            if isinstance(self.table_args, dict):
                keywords = dict(self.table_args)
            elif self.table_args:
                arguments = self.table_args
                if isinstance(arguments[-1], dict):
                    arguments, keywords = arguments[:-1], dict(arguments[-1])
            keywords.pop("autoload", None)
            metadata = getattr(cls, "metadata", None)
            if metadata is None:
                metadata = self.registry.metadata
            columns = sorted(self.columns, key=lambda column: getattr(column, "_sort_order", None) or 0)
            make = getattr(cls, "__table_cls__", None) or Table
            table = make(self.tablename, metadata, *columns, *arguments, **keywords)
            if table is not None:
                type.__setattr__(cls, "__table__", table)
                if self.doubt is not None:
                    table._doubts.append((f"the class {cls.__name__}", self.doubt))
            return table
        table = self.table_function() if self.table_function is not None else cls.__table__
        if self.table_function is not None:
            type.__setattr__(cls, "__table__", table)
        for column in self.columns:
            if not table.c.contains_column(column):
                self._refuse(column.key)
        return table

    def _inherit(self, table):
        cls = self.cls
        self.table = table
        if table is not None:
            return
        if self.inherits is None:
            if _immediate(cls, "__no_table__"):
                return
            if self.doubt is not None:
                self.registry.metadata._doubts.append((f"the class {cls.__name__}", self.doubt))
                return
            self._refuse("__tablename__")
        if self.table_args:
            self._refuse("__table_args__")
        self.table = inherited = self.inherits.__mapper__.local_table
        for column in self.columns:
            known = inherited._columns_by_key.get(column.name)
            if known is column:
                continue
            if known is not None or column.primary_key:
                self._refuse(column.key)
            inherited.append_column(column)

    def _map(self, table):
        cls = self.cls
        parent = self.inherits
        keys = self.keys
        if "__table__" in cls.__dict__:
            taken = {id(column) for column in keys.values()}
            unmapped = {id(column) for column in self.columns if getattr(column, "_unmapped", False)}
            keys = dict(keys)
            for column in table._column_list if isinstance(table, Table) else ():
                if id(column) not in taken and id(column) not in unmapped:
                    keys.setdefault(column.key, column)
        if parent is not None:
            keys = {**parent.__mapper__.keys, **keys}
        elif isinstance(table, Table) and not table.primary_key._names() and not self._names_key():
            self._refuse("__table__")
        instrument(cls, table, keys, self.properties, self.registry, parent)

    def _names_key(self):
        arguments = getattr(self.cls, "__mapper_args__", None) if self.has_mapper_args else None
        return bool(isinstance(arguments, dict) and arguments.get("primary_key")) or any(
            column.primary_key for column in self.columns)


def _returned(declared):
    return getattr(declared.fget, "__annotations__", {}).get("return")


def _name_column(column, name):
    if column.key is None:
        column.key = column.name if column.name is not None else name
    if column.name is None:
        column.name = name


def _merge(carried, column):
    """What Annotated[…, mapped_column(…)] says, where the column itself says nothing."""
    if carried.primary_key:
        column.primary_key = True
    if carried.autoincrement != "auto" and column.autoincrement == "auto":
        column.autoincrement = carried.autoincrement
    if carried.system:
        column.system = True
    if carried.__dict__.get("_info"):
        column.info.update(carried.info)
    if carried._type is not NULLTYPE and column._type is NULLTYPE:
        column.type = carried._type.copy() if hasattr(carried._type, "enums") else carried._type
        column.type._set_parent(column)
    if carried._nullable_given and not column._nullable_given:
        column.nullable, column._nullable_given = carried.nullable, True
    if not column._default_given and carried.default is not None and column.default is None:
        carried.default._copy_to(column)
    for name, options in (("server_default", {}), ("server_onupdate", {"for_update": True}), ("onupdate", {"for_update": True})):
        given = getattr(carried, name)
        if given is not None and getattr(column, name) is None:
            given._copy_to(column, **options)
    for name in ("index", "unique"):
        if getattr(carried, name) in (True, False) and getattr(column, name) is None:
            setattr(column, name, getattr(carried, name))
    if carried.comment and column.comment is None:
        column.comment = carried.comment
    column.kwargs = {**carried.kwargs, **column.kwargs}
    for item in (*carried._checks, *carried._fks):
        column._add(item._copy())
    if carried._sort_order is not None and column._sort_order is None:
        column._sort_order = carried._sort_order


def _immediate(cls, name):
    """An attribute of the class itself or of a mixin, not of a mapped class above it."""
    for base in cls.__mro__:
        if name in base.__dict__ and (base is cls or not any(is_mapped(item) for item in base.__mro__)):
            return getattr(base, name)
    return None


def _inherited_class(cls):
    found = []
    for base in cls.__bases__:
        mapped = _mapped_above(base)
        if mapped is not None and mapped not in found:
            found.append(mapped)
    if len(found) > 1:
        unsupported(f"{cls.__name__}, a class with several mapped bases,")
    return found[0] if found else None


def _mapped_above(cls):
    if cls is object:
        return None
    if cls.__dict__.get("__abstract__", False):
        for base in cls.__bases__:
            found = _mapped_above(base)
            if found is not None:
                return found
        return None
    return next((base for base in cls.__mro__ if is_mapped(base)), None)


def instrument(cls, table, columns, properties, known, parent=None):
    for key, column in columns.items():
        type.__setattr__(cls, key, InstrumentedAttribute(key, column))
    for key, prop in properties.items():
        prop.key, prop.parent = key, cls
        if isinstance(prop, Synonym) and prop.args[0] in columns:
            type.__setattr__(cls, key, InstrumentedAttribute(prop.args[0], columns[prop.args[0]]))
        elif getattr(prop, "_is_relationship", False):
            type.__setattr__(cls, key, InstrumentedAttribute(key, prop))
    mapper = Mapper(cls, table, columns, properties, parent.__mapper__ if parent is not None else None)
    type.__setattr__(cls, "__mapper__", mapper)
    if event.mapping:
        event.mapped("instrument_class", mapper, cls)
        event.mapped("after_mapper_constructed", mapper, cls)
    if known is not None:
        known._class_registry[cls.__name__] = cls
