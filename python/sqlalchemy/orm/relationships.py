"""Relationships and the options of loading: kept, and without effect on a schema."""


class MapperProperty:
    _is_property = True
    key = parent = None

    def __init__(self, *args, **kw):
        self.args = args
        self.kw = kw
        self.info = kw.get("info") or {}

    def __class_getitem__(cls, item):
        return cls

    def declared_columns(self, *_):
        """The columns that it brings to the table."""
        return []

    # Conditions on a relationship are built when a class is made, and never sent.
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return self.kw.get(name)


class Relationship(MapperProperty):
    annotation = None

    @property
    def argument(self):
        return self.args[0] if self.args else self.kw.get("argument")

    def _refuse(self, why):
        from ..exc import InvalidRequestError

        raise InvalidRequestError(f"The relationship {self.parent.__name__}.{self.key} cannot be followed here: {why}; "
                                  "query its rows instead.")

    def target(self):
        """The class that it leads to."""
        found = self.argument
        if found is None:
            found = self.annotation
        if isinstance(found, type):
            return found
        if callable(found) and not hasattr(found, "__origin__"):
            return found()
        from .decl import _registry_of

        classes = _registry_of(self.parent)._class_registry
        for word in _words(found):
            if word in classes:
                return classes[word]
        return self._refuse("its class is not known")

    def _columns(self, given):
        """The columns that foreign_keys=… or remote_side=… names; None where it names none."""
        if given is None:
            return None
        if callable(given) and not hasattr(given, "_plain"):
            given = given()
        found = []
        for item in given if isinstance(given, (list, tuple, set)) else [given]:
            if isinstance(item, str):
                from .decl import _registry_of

                words = _words(item)
                classes = _registry_of(self.parent)._class_registry
                if len(words) != 2 or words[0] not in classes or words[1] not in classes[words[0]].__mapper__.keys:
                    return self._refuse("its columns are not known")
                item = classes[words[0]].__mapper__.keys[words[1]]
            found.append(item)
        return found

    def pairs(self):
        """Whether it leads to many, and the pairs of columns (own, other) that join the two tables."""
        kw = self.kw
        if kw.get("primaryjoin") is not None or kw.get("secondary") is not None:
            self._refuse("it has a join of its own")
        own, other = self.parent.__mapper__.local_table, self.target().__mapper__.local_table
        wanted = self._columns(kw.get("foreign_keys"))
        remote = self._columns(kw.get("remote_side"))
        to_one = _references(own, other, wanted) if own is not other or remote else []
        to_many = _references(other, own, wanted) if own is not other or not remote else []
        if bool(to_one) == bool(to_many) or len(to_one or to_many) > 1:
            self._refuse("its foreign key is not clear")
        if to_one:
            return False, to_one[0]
        return self._many(), [(referred, column) for column, referred in to_many[0]]

    def leads_to_many(self):
        if self.kw.get("primaryjoin") is not None or self.kw.get("secondary") is not None:
            return self._many()
        return self.pairs()[0]

    def _many(self):
        if self.kw.get("uselist") is not None:
            return bool(self.kw["uselist"])
        words = _words(self.annotation) if self.argument is None or self.annotation is not None else None
        return words is None or bool({"list", "List", "set", "Set", "Sequence", "Collection"} & set(words))

    def backward(self):
        """The relationship that backref=… makes on the other class, with its name; None where there is none."""
        given = self.kw.get("backref")
        if given is None:
            return None
        name, own = (given, {}) if isinstance(given, str) else given
        shared = {key: self.kw[key] for key in ("secondary", "primaryjoin", "foreign_keys") if self.kw.get(key) is not None}
        return name, Relationship(self.parent, **{**shared, **own})

    def on(self):
        """What joins the two tables."""
        from ..sql.elements import and_

        return and_(*[own == other for own, other in self.pairs()[1]])


def _words(text):
    """The names in an annotation or in the text of one."""
    if isinstance(text, type):
        return [text.__name__]
    if not isinstance(text, str):
        found = [getattr(text.__origin__, "__name__", "")] if hasattr(text, "__origin__") else []
        for part in getattr(text, "__args__", ()):
            found += _words(part)
        return found if found else _words(getattr(text, "__forward_arg__", ""))
    words, word = [], ""
    for letter in text + " ":
        if letter.isidentifier() or word and letter.isdigit():
            word += letter
        elif word:
            words.append(word)
            word = ""
    return words


def _references(table, other, wanted):
    """The foreign keys from a table to another one, each as its pairs of columns."""
    found = {}
    for column in table.c:
        for fk in column.foreign_keys:
            try:
                referred = fk.column
            except Exception:
                continue  # refers to a table that is not there
            if referred.table is other and (wanted is None or any(column is item for item in wanted)):
                found.setdefault(id(getattr(fk, "constraint", None) or fk), []).append((column, referred))
    return list(found.values())


RelationshipProperty = Relationship


class Synonym(MapperProperty):
    pass


SynonymProperty = Synonym


class Composite(MapperProperty):
    """Several columns as one value."""

    def declared_columns(self, scan, name, said):
        from ..schema import Column

        given = list(self.args)
        if given and given[0] is None:
            del given[0]
        made_of = None
        if given and not isinstance(given[0], (Column, str)) and not hasattr(given[0], "__clause_element__"):
            made_of = given.pop(0)
        module = said.module if said is not None else scan.cls.__module__
        if said is not None and made_of is None:
            from .annotations import resolved

            made_of = resolved(said.argument, module, scan.cls)
            if hasattr(made_of, "__metadata__"):
                made_of = made_of.__origin__
        fields = getattr(made_of, "__dataclass_fields__", None)
        if fields is not None:
            return self._of_dataclass(scan, given, [field for field in fields.values() if field.init], made_of.__module__)
        return [column for column in given if isinstance(column, Column) and column.table is None]

    @staticmethod
    def _of_dataclass(scan, given, fields, module):
        from ..exc import ArgumentError
        from ..schema import Column
        from .scan import MappedColumn

        if len(given) > len(fields):
            raise ArgumentError(f"number of composite attributes {len(given)} exceeds that of the number of attributes in "
                                f"class, which is {len(fields)}")
        found = []
        for number, field in enumerate(fields):
            column = given[number] if number < len(given) else MappedColumn()
            if isinstance(column, MappedColumn) and column.table is None:
                if column.name is None:
                    column.name = column.key = field.name
                column = scan.annotate(column, field.name, field.type, module)
            if isinstance(column, Column) and column.table is None:
                found.append(column)
        return found


CompositeProperty = Composite


class ColumnProperty(MapperProperty):
    def declared_columns(self, *_):
        from ..schema import Column

        return [column for column in self.args if isinstance(column, Column) and column.table is None]

    @property
    def columns(self):
        return list(self.args)


MappedSQLExpression = ColumnProperty


def relationship(argument=None, secondary=None, **kw):
    kw["secondary"] = secondary
    return Relationship(argument, **kw)


def dynamic_loader(argument=None, **kw):
    return Relationship(argument, **kw)


def backref(name, **kw):
    return name, kw


def column_property(column, *additional, **kw):
    from ..schema import Column

    if isinstance(column, Column) and not additional:
        return column
    return ColumnProperty(column, *additional, **kw)


def deferred(column, *additional, **kw):
    return column_property(column, *additional, **kw)


def query_expression(default_expr=None, **kw):
    return ColumnProperty(**kw)


def synonym(name, **kw):
    return Synonym(name, **kw)


def synonym_for(name, map_column=False):
    return lambda function: Synonym(name)


def composite(class_or_attr=None, *attrs, **kw):
    return Composite(class_or_attr, *attrs, **kw)


def validates(*names, **kw):
    def mark(function):
        function._limbeck_validates = frozenset(names)
        return function

    return mark


def reconstructor(function):
    return function


def foreign(expr):
    return expr


remote = foreign


class Load:
    """An option of a query; options chain."""

    def __init__(self, *args, **kw):
        pass

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return Load


class Bundle:
    def __init__(self, name, *exprs, **kw):
        self.name, self.exprs = name, exprs


joinedload = selectinload = subqueryload = lazyload = immediateload = noload = raiseload = contains_eager = Load
defaultload = load_only = defer = undefer = undefer_group = with_expression = with_loader_criteria = Load
selectin_polymorphic = Load
