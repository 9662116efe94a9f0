"""What a class declares: it is gone through as SQLAlchemy's declarative scan does, so that columns are the same ones, in the
same order, and its table is made."""

from limbeck.opaque import opaque_base

from .. import event, exc
from ..schema import Column, Table
from .annotations import (ColumnAnnotation, Unmapped, annotated_columns, container_and_argument, is_class_variable,
                          opaque_part, resolve_type, resolved)
from .attributes import InstrumentedAttribute, _RelatedAttribute, _State
from .exc import MappedAnnotationError
from .mapper import Mapper
from .relationships import Composite, MapperProperty

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


class _Said:
    """The annotation of one attribute."""

    __slots__ = ("container", "argument", "module", "value")

    def __init__(self, container, argument, module, value):
        self.container, self.argument, self.module, self.value = container, argument, module, value


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
        self.field_key = _immediate(cls, "__sa_dataclass_metadata_key__") if self.is_dataclass else None
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

    # the attributes of the class and of its mixins

    def _attributes(self, base):
        values, annotations = base.__dict__, base.__dict__.get("__annotations__", {})
        names = [name for name in merged_names(list(values), list(annotations))
                 if name in _DIRECTIVES or not name.startswith(("__", "_sa_", "_limbeck"))]
        fields = base.__dict__.get("__dataclass_fields__", {}) if self.field_key else {}
        for name in names:
            field = fields.get(name)
            metadata = getattr(field, "metadata", None) or {}
            if self.field_key in metadata:
                value = metadata[self.field_key]
                if callable(value) and not isinstance(value, (DeclaredAttribute, Column, MapperProperty)):
                    value = DeclaredAttribute(lambda cls, function=value: function())
                yield name, value, annotations.get(name), True
            else:
                yield name, values.get(name), annotations.get(name), False

    def _overridden(self, name, value, is_field=False):
        if is_field:
            return name in self.found
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
            raise MappedAnnotationError(
                f'Type annotation for "{self.cls.__name__}.{name}" can\'t be correctly interpreted for Annotated '
                "Declarative Table form.  ORM annotations should normally make use of the ``Mapped[]`` generic type, or "
                "other ORM-compatible generic type, as a container for the actual type, which indicates the intent that "
                'the attribute is mapped. Class variables that are not intended to be mapped by the ORM should use '
                "ClassVar[].  To allow Annotated Declarative to disregard legacy annotations which don't use Mapped[] to "
                'pass, set "__allow_unmapped__ = True" on the class or a superclass this class.')
        if value is None and container is not None:
            value = self._carried(argument, base)
        found = self.said[name] = _Said(container, argument, base.__module__, value)
        return found

    def _carried(self, argument, base):
        """A blank column where Annotated[…] brings a mapped_column(): that one is merged into it later."""
        try:
            argument = resolved(argument, base.__module__, self.cls)
        except MappedAnnotationError:
            return None
        for item in getattr(argument, "__args__", ()):
            if annotated_columns(item, MappedColumn) is not None:
                return MappedColumn()
        return MappedColumn() if annotated_columns(argument, MappedColumn) is not None else None

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
            for name, value, annotation, is_field in attributes:
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
                            raise exc.ArgumentError("__table_args__ value must be a tuple, dict, or None")
                        inherited_args = inherited_args or base is not cls
                elif mapped:
                    continue
                elif base is not cls:
                    self._of_mixin(base, name, value, declared, is_field)
                else:
                    # A mixin's column may stand here by now.
                    self._of_class(name, value if is_field else cls.__dict__.get(name), annotation, is_field)
        self.tablename = tablename
        self.table_args = None if inherited_args and not tablename else table_args

    def _copies(self, attributes, base):
        """Copies of a mixin's columns, set on the class, so that functions of other mixins see them there."""
        found = {}
        for name, value, annotation, is_field in attributes:
            if name in _DIRECTIVES:
                continue
            if value is None and annotation is not None and not self.fixed_table:
                container, _ = (None, None) if is_class_variable(annotation) else \
                    container_and_argument(annotation, base.__module__, self.cls)
                if container is None or self._overridden(name, None):
                    continue
                made = _or_blank(self._annotation(name, annotation, base, True, None).value)
                made._unmapped = container is Unmapped
                found[name] = made
                type.__setattr__(self.cls, name, made)
            elif isinstance(value, Column):
                if self._overridden(name, value, is_field):
                    continue
                self._annotation(name, annotation, base, True, value)
                if name in self.namespace and not is_field or self._in_fixed_table(name, value):
                    continue
                found[name] = copied = _copied(value)
                type.__setattr__(self.cls, name, copied)
        return found

    def _in_fixed_table(self, name, column):
        return self.fixed_table and (column.name or name) in self.namespace["__table__"].c

    def _of_mixin(self, base, name, value, declared, is_field):
        if isinstance(value, Column):
            return
        if isinstance(value, MapperProperty):
            raise exc.InvalidRequestError(
                "Mapper properties (i.e. deferred,column_property(), relationship(), etc.) must be declared as "
                "@declared_attr callables on declarative mixin classes.  For dataclass field() objects, use a lambda:")
        if not declared:
            return
        if value._cascading:
            found = value.__get__(value, self.cls)
            type.__setattr__(self.cls, name, found)
        elif is_field:
            found = value.__get__(None, self.cls)
        else:
            owner = next(cls for cls in self.cls.__mro__ if name in cls.__dict__)
            if isinstance(owner.__dict__[name], (InstrumentedAttribute, _RelatedAttribute)):
                return  # mapped by a class above
            found = getattr(self.cls, name)
        self.found[name] = found
        self._annotation(name, _returned(value), base, True, value)

    def _of_class(self, name, value, annotation, is_field):
        if is_field and self.namespace.get(name) is not value:
            if isinstance(value, DeclaredAttribute):
                value = value.fget(self.cls)
            self.found[name] = value
            self._annotation(name, annotation, self.cls, False, value)
            return
        if isinstance(value, DeclaredAttribute):
            annotation = annotation if annotation is not None else _returned(value)
        said = self._annotation(name, annotation, self.cls, None, value)
        if value is None and not self.fixed_table and said is not None and said.container is not None \
                and name not in self.namespace:
            made = _or_blank(said.value)
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
                raise exc.InvalidRequestError(
                    "Attribute name 'metadata' is reserved when using the Declarative API.")
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
                if said is not None:
                    value.annotation = said.argument
                    value.annotation_module = said.module
                if isinstance(value, Composite):
                    for column in value.declared_columns(self, name, said):
                        self._column(None, column)
                else:
                    for column in value.declared_columns():
                        _name_column(column, name)
                        self._column(None, column)
                self.properties[name] = value
            elif type.__getattribute__(self.cls, "__dict__").get(name) is not value:
                _set(self.cls, name, value)

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
                raise MappedAnnotationError(
                    f"Python typing annotation is required for attribute \"{self.cls.__name__}.{name}\" when primary "
                    "argument(s) for \"MappedColumn\" construct are None or not present")
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
                raise MappedAnnotationError(
                    f"Could not locate SQLAlchemy Core type when resolving for Python type indicated by '{said.plain}' "
                    f"inside the Mapped[] annotation for the {name!r} attribute; the type object is not resolvable by "
                    "the registry")
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
                raise exc.ArgumentError(f"Can't add additional column {column.key!r} when specifying __table__")
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
            raise exc.InvalidRequestError(f"Class {cls!r} does not have a __table__ or __tablename__ specified and does "
                                          "not inherit from an existing table-mapped class.")
        if self.table_args:
            raise exc.ArgumentError("Can't place __table_args__ on an inherited class with no table.")
        self.table = inherited = self.inherits.__mapper__.local_table
        for column in self.columns:
            known = inherited._columns_by_key.get(column.name)
            if known is column:
                continue
            if known is not None:
                raise exc.ArgumentError(
                    f"Column '{column}' on class {cls.__name__} conflicts with existing column '{known}'.  If using "
                    "Declarative, consider using the use_existing_column parameter of mapped_column() to resolve "
                    "conflicts.")
            if column.primary_key:
                raise exc.ArgumentError("Can't place primary key columns on an inherited class with no table.")
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
            raise exc.ArgumentError(f"Mapper Mapper[{cls.__name__}({table.name})] could not assemble any primary key "
                                    f"columns for mapped table '{table.name}'")
        instrument(cls, table, keys, self.properties, self.registry, parent)

    def _names_key(self):
        arguments = getattr(self.cls, "__mapper_args__", None) if self.has_mapper_args else None
        return bool(isinstance(arguments, dict) and arguments.get("primary_key")) or any(
            column.primary_key for column in self.columns)


def _or_blank(column):
    return MappedColumn() if column is None else column


def _set(cls, name, value):
    try:
        type.__setattr__(cls, name, value)
    except (AttributeError, TypeError):
        pass


def _returned(declared):
    return getattr(declared.fget, "__annotations__", {}).get("return")


def _name_column(column, name):
    if column.key is None:
        column.key = column.name if column.name is not None else name
    if column.name is None:
        column.name = name


def _copied(column):
    return column._copy()


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
    if not carried._has_no_type() and column._has_no_type():
        column.type = carried._own_type().copy() if hasattr(carried._own_type(), "enums") else carried._own_type()
        column.type._set_parent(column)
    if carried._nullable_given and not column._nullable_given:
        column.nullable, column._nullable_given = carried.nullable, True
    if not column._default_given and carried.default is not None and column.default is None:
        carried.default._copy_to(column)
    if carried.server_default is not None and column.server_default is None:
        carried.server_default._copy_to(column)
    if carried.server_onupdate is not None and column.server_onupdate is None:
        carried.server_onupdate._copy_to(column, for_update=True)
    if carried.onupdate is not None and column.onupdate is None:
        carried.onupdate._copy_to(column, for_update=True)
    for name in ("index", "unique"):
        if getattr(carried, name) in (True, False) and getattr(column, name) is None:
            setattr(column, name, getattr(carried, name))
    for name in ("doc", "comment"):
        if getattr(carried, name) and getattr(column, name) is None:
            setattr(column, name, getattr(carried, name))
    column.kwargs = {**carried.kwargs, **column.kwargs}
    for check in carried._checks:
        column._add(check._copy())
    for fk in carried._fks:
        column._add(fk._copy())
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
        raise exc.InvalidRequestError(f"Class {cls} has multiple mapped bases: {found!r}")
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
        name = type(prop).__name__
        if name == "Relationship":
            type.__setattr__(cls, key, _RelatedAttribute(key, prop))
        elif name == "Synonym" and prop.args and prop.args[0] in columns:
            type.__setattr__(cls, key, InstrumentedAttribute(prop.args[0], columns[prop.args[0]]))
    mapper = Mapper(cls, table, columns, properties, parent.__mapper__ if parent is not None else None)
    type.__setattr__(cls, "__mapper__", mapper)
    if event.mapping:
        event.mapped("instrument_class", mapper, cls)
        event.mapped("after_mapper_constructed", mapper, cls)
    if "_sa_instance_state" not in cls.__dict__:
        type.__setattr__(cls, "_sa_instance_state", _State())
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
    type.__setattr__(target, name, _RelatedAttribute(name, made))
    relationships._names[name] = made
    return True
