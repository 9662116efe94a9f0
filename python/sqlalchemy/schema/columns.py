"""Column, as a script says it."""

import copy

from limbeck.facade import unsupported
from limbeck.opaque import is_opaque, refuse

from .. import exc
from ..sql.elements import ClauseElement, ColumnClause, ColumnElement, quoted_name
from ..types import NULLTYPE, SchemaType, TypeEngine, to_instance
from .defaults import ColumnDefault, DefaultClause, DefaultGenerator, FetchedValue, Sequence, _default
from .item import NULL_UNSPECIFIED, _NO_ARG, SchemaItem, _check_options, _options, _plain_info


def _positional(values, name, type_, args):
    """Name, type and further arguments of a Column() whose first two may be any of these."""
    arguments = list(args)
    for position, value in enumerate(values):
        if value is None:
            continue
        if isinstance(value, str):
            if name is not None:
                unsupported("a Column that is given its name twice")
            name = value
        elif isinstance(value, (SchemaItem, ColumnElement)) or type_ is not None and is_opaque(value):
            arguments.insert(0 if position == 0 else len(arguments) - len(args), value)
        else:
            if type_ is not None:
                if is_opaque(type_):
                    refuse(type_, "Column()")
                unsupported("a Column that is given its type twice")
            type_ = value
    return name, type_, arguments


class Column(SchemaItem, ColumnClause):
    __visit_name__ = "column"
    inherit_cache = True
    # what most columns do not say: those have no attribute of their own
    table = quote = index = unique = doc = comment = None
    computed = identity = default = onupdate = server_default = server_onupdate = None
    is_literal = system = False
    autoincrement = "auto"
    _nullable_by_annotation = False
    _doubt = None  # an opaque value that decides what this column is

    def __init__(self, __name_pos=None, __type_pos=None, *args, name=None, type_=None, autoincrement="auto",
                 default=_NO_ARG, insert_default=_NO_ARG, doc=None, key=None, index=None, unique=None, info=None,
                 nullable=NULL_UNSPECIFIED, onupdate=None, primary_key=False, server_default=None, server_onupdate=None,
                 quote=None, system=False, comment=None, insert_sentinel=False, _omit_from_statements=False,
                 _proxies=None, **dialect_kwargs):
        if type(__name_pos) is str and name is None and type_ is None and isinstance(__type_pos, (TypeEngine, type)):
            name, type_ = __name_pos, __type_pos
        else:
            name, type_, args = _positional((__name_pos, __type_pos), name, type_, args)
        self.name = quoted_name(name, quote) if quote is not None and name is not None else name
        self._type = to_instance(type_)
        self.key = key if key is not None else name
        self.primary_key = primary_key
        self._nullable_given = nullable is not NULL_UNSPECIFIED
        self.nullable = nullable if self._nullable_given else not primary_key
        self.constraints = set()
        self.foreign_keys = set()
        self._checks = []
        self._fks = []
        self.kwargs = _check_options(self, dialect_kwargs)
        for option, value in (("quote", quote), ("index", index), ("unique", unique), ("doc", doc), ("comment", comment),
                              ("info", info), ("system", system or None), ("server_onupdate", server_onupdate)):
            if value is not None:
                setattr(self, option, value)
        if autoincrement != "auto":
            self.autoincrement = autoincrement
        if insert_default is not _NO_ARG:
            default = insert_default
        if default is not _NO_ARG and default is not None:
            if not isinstance(default, DefaultGenerator):
                default = ColumnDefault(default)
            default._attach(self)
        if onupdate is not None:
            if not isinstance(onupdate, DefaultGenerator):
                onupdate = ColumnDefault(onupdate, for_update=True)
            onupdate.for_update = True
            onupdate._attach(self)
        if server_default is not None:
            if not isinstance(server_default, FetchedValue):
                server_default = DefaultClause(server_default)
            elif server_default.for_update:
                server_default = server_default._for(update=False)
            server_default._attach(self)
        for item in args:
            self._add(item)
        if isinstance(self._type, TypeEngine):
            self._type._set_parent(self)

    def _add(self, item):
        if isinstance(item, SchemaItem):
            item._add_to(self)
        elif item is None:
            return
        elif is_opaque(item):
            self._doubt = item
        elif hasattr(item, "_plain") and not isinstance(item, ClauseElement):
            # What comes from a package that is not there; it raises when the column is used.
            self.type = item
        else:
            unsupported(f"{item!r} among the arguments of a column")

    append_foreign_key = _add

    @property
    def type(self):
        """The type; a column without one takes that of the column that it refers to."""
        type_ = self._type
        if type_ is NULLTYPE:
            for fk in self.__dict__.get("foreign_keys", ()):
                try:
                    other = fk.column
                except exc.InvalidRequestError:
                    continue
                if other is not self and isinstance(other, Column):
                    return other.type
        return type_

    @type.setter
    def type(self, value):
        self._type = value

    def _untyped(self):
        """Nothing says its type, not even a foreign key."""
        return self._type is NULLTYPE and not self.foreign_keys

    def _definition(self):
        type_, name = self._type, self.name
        if type_ is NULLTYPE:
            type_ = self.type
        if self._doubt is not None or not isinstance(type_, TypeEngine) and is_opaque(type_):
            refuse(type_ if self._doubt is None else self._doubt, f"the column {self}")
        plain = {"name": name if type(name) is str else str(name) if isinstance(name, str) else name, "type": type_._plain(),
                 "nullable": bool(self.nullable)}
        if self._nullable_given or self._nullable_by_annotation and self.nullable:
            plain["nullable_given"] = True
        default = self.default
        if default is not None:
            if isinstance(default, Sequence):
                plain["sequence"] = default._definition()
            else:
                plain["has_default"] = True
        if self.primary_key:
            plain["primary_key"] = True
        if self.autoincrement != "auto":
            plain["autoincrement"] = {True: "yes", False: "no"}.get(self.autoincrement, self.autoincrement)
        default = self.server_default
        if self.identity is not None:
            plain["identity"] = self.identity._definition()
        elif self.computed is not None:
            plain["computed"] = self.computed._definition()
        elif default is not None:
            if getattr(default, "has_argument", True):
                plain["server_default"] = _default(default)
            else:
                plain["fetched"] = True
        if self.comment is not None:
            plain["comment"] = self.comment
        if self.index:
            plain["index"] = True
        if self.unique is not None:
            plain["unique"] = bool(self.unique)
        if self.system:
            plain["system"] = True
        if self.quote or type(name) is not str and getattr(name, "quote", None):
            plain["quote"] = True
        options = self.kwargs and _options(self.kwargs)
        if options:
            plain["options"] = options
        info = "_info" in self.__dict__ and _plain_info(self)
        if info:
            plain["info"] = info
        return plain

    def _copy(self, **kw):
        other = copy.copy(self)
        other.table = None
        other._fks, other._checks = [], []
        other.foreign_keys, other.constraints = set(), set()
        other.kwargs = dict(self.kwargs)
        if isinstance(self._type, SchemaType):
            other._type = self._type.copy()
        if "_info" in self.__dict__:
            other.info = dict(self.info)
        for fk in self._fks:
            other._add(fk._copy())
        for check in self._checks:
            other._add(check._copy())
        for item in (self.identity, self.computed):
            if item is not None:
                item = copy.copy(item)
                item._attach(other)
        return other

    def __str__(self):
        if self.name is None:
            return "(no name)"
        if self.table is not None and getattr(self.table, "name", None) is not None:
            return f"{getattr(self.table, 'fullname', self.table.name)}.{self.name}"
        return str(self.name)

    def __repr__(self):
        shown = [name for name, differs in (
            ("key", self.key != self.name), ("primary_key", self.primary_key), ("nullable", not self.nullable),
            ("onupdate", self.onupdate), ("default", self.default), ("server_default", self.server_default),
            ("comment", self.comment)) if differs]
        return "Column({})".format(", ".join([
            repr(str(self.name)), repr(self.type), *(repr(fk) for fk in self.foreign_keys),
            *(repr(constraint) for constraint in self.constraints),
            "table=None" if self.table is None else f"table=<{getattr(self.table, 'description', None)}>",
            *(f"{name}={getattr(self, name)!r}" for name in shown)]))
