"""Sessions and queries, for data migrations that declare models of their own."""

from .. import exc
from ..engine.base import Engine, _sync
from ..engine.result import Result
from ..sql import and_, delete, func, insert, select, update
from ..sql.elements import ClauseElement


def _is_entity(entity):
    return isinstance(entity, type) and hasattr(entity, "__mapper__") or isinstance(entity, _Aliased)


class _Aliased:
    """aliased(Model): the same columns under another name."""

    def __init__(self, entity, name=None):
        self._entity = entity
        self._alias = entity.__table__.alias(name)
        for key, column in entity.__mapper__.keys.items():
            setattr(self, key, self._alias.c[column.key])

    def __clause_element__(self):
        return self._alias


def aliased(element, alias=None, name=None, flat=False, adapt_on_names=False):
    return _Aliased(element, name) if hasattr(element, "__mapper__") else element.alias(name)


def with_polymorphic(base, classes, **kw):
    return base


def _columns(entity):
    if isinstance(entity, _Aliased):
        return [(key, getattr(entity, key)) for key in entity._entity.__mapper__.keys]
    return list(entity.__mapper__.keys.items())


class SessionTransaction:
    def __init__(self, session, nested=None):
        self.session = session
        self._nested = nested
        self.is_active = True

    def commit(self):
        self.is_active = False
        if self._nested is not None:
            self.session.flush()
            self._nested.commit()
        else:
            self.session.commit()

    def rollback(self):
        if self.is_active:
            self.is_active = False
            if self._nested is not None:
                self._nested.rollback()
            else:
                self.session.rollback()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if self.is_active:
            if kind is None:
                self.commit()
            else:
                self.rollback()
        return False


class Session:
    def __init__(self, bind=None, *, autoflush=True, future=True, expire_on_commit=True, autobegin=True, twophase=False,
                 binds=None, enable_baked_queries=True, info=None, query_cls=None, autocommit=False,
                 join_transaction_mode=None, **kw):
        self.bind = _sync(bind) if bind is not None else None
        self.autoflush = autoflush
        self.info = dict(info or {})
        self._connection = None
        self._owns = False
        self._new = []
        self._deleted = []
        self._known = {}
        self._query_class = query_cls or Query
        self.is_active = True

    # connections and transactions

    def connection(self, bind_arguments=None, execution_options=None):
        if self._connection is None:
            bind = self.bind
            if bind is None:
                raise exc.UnboundExecutionError("Could not locate a bind configured on this Session.")
            if isinstance(bind, Engine):
                bind = bind.connect()
                self._owns = True
            self._connection = bind
        return self._connection

    def get_bind(self, *args, **kw):
        return self.bind

    def begin(self, nested=False):
        return self.begin_nested() if nested else SessionTransaction(self)

    def begin_nested(self):
        self.flush()
        return SessionTransaction(self, self.connection().begin_nested())

    def in_transaction(self):
        return self._connection is not None and self._connection.in_transaction()

    def get_transaction(self):
        return SessionTransaction(self)

    def commit(self):
        self.flush()
        if self._connection is not None:
            # A connection of the migration keeps its transaction: that ends with the step.
            if self._owns or not self._connection._in_migration():
                self._connection.commit()

    def rollback(self):
        self._new.clear()
        self._deleted.clear()
        self._known.clear()
        if self._connection is not None:
            self._connection.rollback()

    def close(self):
        self._new.clear()
        self._deleted.clear()
        self._known.clear()
        if self._connection is not None and self._owns:
            self._connection.close()
        self._connection = None

    reset = close

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
        return False

    # instances

    def add(self, instance, _warn=True):
        state = instance._sa_instance_state
        state.session = self
        if not state.persistent and not any(instance is item for item in self._new):
            self._new.append(instance)
            for other in _related(instance):
                self.add(other)

    def add_all(self, instances):
        for instance in instances:
            self.add(instance)

    def delete(self, instance):
        self._deleted.append(instance)

    def expunge(self, instance):
        self._new = [item for item in self._new if item is not instance]
        self._known = {key: item for key, item in self._known.items() if item is not instance}

    def expunge_all(self):
        self._new.clear()
        self._known.clear()

    def expire(self, instance, attribute_names=None):
        pass

    def expire_all(self):
        pass

    def merge(self, instance, **kw):
        mapper = type(instance).__mapper__
        key = tuple(getattr(instance, _key_of(mapper, column)) for column in mapper.primary_key)
        found = self.get(type(instance), key if len(key) > 1 else key[0]) if None not in key else None
        if found is None:
            self.add(instance)
            return instance
        for name in mapper.keys:
            if name in instance.__dict__:
                setattr(found, name, instance.__dict__[name])
        return found

    def refresh(self, instance, attribute_names=None, **kw):
        self.flush()
        mapper = type(instance).__mapper__
        row = self.connection().execute(select(*mapper.keys.values()).where(_identity_clause(instance))).first()
        if row is not None:
            for key, value in zip(mapper.keys, row):
                instance.__dict__[key] = value

    @property
    def new(self):
        return list(self._new)

    @property
    def dirty(self):
        return [item for item in self._known.values() if item._sa_instance_state.changed]

    @property
    def deleted(self):
        return list(self._deleted)

    def __contains__(self, instance):
        return instance._sa_instance_state.session is self

    def flush(self, objects=None):
        for instance in [*self._known.values(), *self._new]:
            _adopt(instance, self)
        new, self._new = self._new, []
        connection = self.connection() if new or self._deleted or self.dirty else None
        for instance in _by_dependency(new):
            self._insert(connection, instance)
        for instance in self.dirty:
            state = instance._sa_instance_state
            mapper = state.mapper
            values = {mapper.keys[key].key: instance.__dict__[key] for key in state.changed if key in mapper.keys}
            state.changed.clear()
            for key, column in mapper.keys.items():
                default = getattr(column, "onupdate", None)
                if values and column.key not in values and default is not None and hasattr(default, "_value"):
                    instance.__dict__[key] = values[column.key] = default._value()
            if values:
                connection.execute(update(mapper.local_table).where(_identity_clause(instance)).values(**values))
        gone, self._deleted = self._deleted, []
        for instance in gone:
            connection.execute(delete(type(instance).__mapper__.local_table).where(_identity_clause(instance)))
            self._known.pop(instance._sa_instance_state.identity, None)

    def _insert(self, connection, instance):
        mapper = type(instance).__mapper__
        _follow_relations(instance)
        values = {}
        for key, column in mapper.keys.items():
            if key in instance.__dict__:
                values[column.key] = instance.__dict__[key]
            elif column.default is not None and getattr(column.default, "has_arg", False):
                value = column.default._value()
                values[column.key] = value
                if not isinstance(value, ClauseElement):
                    instance.__dict__[key] = value
        if mapper.polymorphic_identity is not None and mapper.polymorphic_on is not None:
            values.setdefault(mapper.polymorphic_on.key, mapper.polymorphic_identity)
        keys = mapper.primary_key
        missing = [column for column in keys if values.get(column.key) is None]
        for column in missing:
            values.pop(column.key, None)
        statement = insert(mapper.local_table).values(**values)
        if missing:
            row = connection.execute(statement.returning(*missing)).first()
            for column, value in zip(missing, row or ()):
                instance.__dict__[_key_of(mapper, column)] = value
        else:
            connection.execute(statement)
        state = instance._sa_instance_state
        state.persistent = True
        state.changed.clear()
        self._remember(instance)

    def _remember(self, instance):
        mapper = type(instance).__mapper__
        state = instance._sa_instance_state
        state.session = self
        state.identity = (type(instance), *(_hashable(instance.__dict__.get(_key_of(mapper, column)))
                                            for column in mapper.primary_key))
        self._known[state.identity] = instance

    def _load(self, entity, values):
        class_ = entity._entity if isinstance(entity, _Aliased) else entity
        mapper = class_.__mapper__
        keys = list(mapper.keys)
        found = dict(zip(keys, values))
        identity = (class_, *(_hashable(found.get(_key_of(mapper, column))) for column in mapper.primary_key))
        if all(value is None for value in identity[1:]) and len(identity) > 1:
            return None
        instance = self._known.get(identity)
        if instance is None:
            instance = class_.__new__(class_)
            instance.__dict__.update(found)
            instance._sa_instance_state.persistent = True
            self._remember(instance)
        else:
            for key, value in found.items():
                if key not in instance._sa_instance_state.changed:
                    instance.__dict__[key] = value
        return instance

    # statements

    def execute(self, statement, params=None, *, execution_options=None, bind_arguments=None, **kw):
        if self.autoflush:
            self.flush()
        entities = getattr(statement, "_entities", None)
        if entities and any(_is_entity(entity) for entity in entities):
            return self._select(statement, entities)
        return self.connection().execute(statement, params)

    def _select(self, statement, entities):
        widths = []
        selected = []
        for entity in entities:
            if _is_entity(entity):
                columns = _columns(entity)
                selected.extend(column for _, column in columns)
                widths.append((entity, len(columns)))
            else:
                selected.append(entity)
                widths.append((None, 1))
        plain = statement._with(_entities=selected)
        if not plain._from and not plain._joins:
            plain = plain.select_from(*[entity for entity in entities if _is_entity(entity)])
        rows = []
        for row in self.connection().execute(plain):
            made = []
            at = 0
            for entity, width in widths:
                made.append(row[at] if entity is None else self._load(entity, row[at:at + width]))
                at += width
            rows.append(made)
        names = [entity.__name__ if isinstance(entity, type) else getattr(entity, "name", None) or
                 getattr(entity, "key", None) or "entity" for entity in entities]
        return Result._of_rows(names, rows)

    def scalar(self, statement, params=None, **kw):
        return self.execute(statement, params).scalar()

    def scalars(self, statement, params=None, **kw):
        return self.execute(statement, params).scalars()

    def get(self, entity, ident, **kw):
        mapper = entity.__mapper__
        if isinstance(ident, dict):
            ident = tuple(ident[_key_of(mapper, column)] for column in mapper.primary_key)
        if not isinstance(ident, tuple):
            ident = (ident,)
        known = self._known.get((entity, *map(_hashable, ident)))
        if known is not None:
            return known
        clauses = [column == value for column, value in zip(mapper.primary_key, ident)]
        return self.execute(select(entity).where(*clauses)).scalars().first()

    def get_one(self, entity, ident, **kw):
        found = self.get(entity, ident)
        if found is None:
            raise exc.NoResultFound("No row was found when one was required")
        return found

    def query(self, *entities):
        return self._query_class(entities, self)

    def bulk_save_objects(self, objects, **kw):
        self.add_all(objects)
        self.flush()

    def bulk_insert_mappings(self, mapper, mappings, **kw):
        rows = list(mappings)
        if rows:
            self.connection().execute(insert(getattr(mapper, "local_table", None) or mapper.__table__), rows)

    def bulk_update_mappings(self, mapper, mappings):
        mapper = getattr(mapper, "__mapper__", mapper)
        for row in mappings:
            keys = {_key_of(mapper, column): column for column in mapper.primary_key}
            values = {mapper.keys[key].key: value for key, value in row.items() if key not in keys}
            clauses = [column == row[key] for key, column in keys.items()]
            self.connection().execute(update(mapper.local_table).where(*clauses).values(**values))

    @property
    def no_autoflush(self):
        from contextlib import contextmanager

        @contextmanager
        def manage():
            before, self.autoflush = self.autoflush, False
            try:
                yield self
            finally:
                self.autoflush = before

        return manage()


def _hashable(value):
    try:
        hash(value)
    except TypeError:
        return repr(value)
    return value


def _key_of(mapper, column):
    for key, found in mapper.keys.items():
        if found is column:
            return key
    return column.key


def _identity_clause(instance):
    mapper = type(instance).__mapper__
    return and_(*[column == instance.__dict__.get(_key_of(mapper, column)) for column in mapper.primary_key])


def _related(instance):
    """The instances that the relationships of one lead to, as far as they are known."""
    found = []
    for key in type(instance).__mapper__.relationships.keys():
        other = instance.__dict__.get(key)
        for item in other if isinstance(other, (list, set, tuple)) else [other]:
            if hasattr(item, "__mapper__"):
                found.append(item)
    return found


def _adopt(instance, session):
    """New instances in a relationship's list belong to the session, and know whose they are."""
    for prop in type(instance).__mapper__.relationships:
        items = instance.__dict__.get(prop.key)
        if not isinstance(items, (list, set)):
            continue
        for item in items:
            state = item._sa_instance_state
            if not state.persistent:
                state.owners[prop.key] = instance, prop
                session.add(item)


def _follow_relations(instance):
    """Foreign keys of what a relationship points to, or comes from."""
    mapper = type(instance).__mapper__
    for owner, prop in instance._sa_instance_state.owners.values():
        for own, other in prop.pairs()[1]:
            value = owner.__dict__.get(_key_of(type(owner).__mapper__, own))
            instance.__dict__.setdefault(_key_of(mapper, other), value)
    for key in mapper.relationships.keys():
        other = instance.__dict__.get(key)
        if other is None or isinstance(other, (list, set)) or not hasattr(other, "__mapper__"):
            continue
        theirs = type(other).__mapper__
        for own_key, column in mapper.keys.items():
            for fk in column.foreign_keys:
                try:
                    target = fk.column
                except exc.NoReferenceError:
                    continue
                if target.table is theirs.local_table and own_key not in instance.__dict__:
                    instance.__dict__[own_key] = getattr(other, _key_of(theirs, target))


def _by_dependency(instances):
    """New instances, tables that others refer to first."""
    from ..schema import sort_tables

    tables = []
    for instance in instances:
        table = type(instance).__mapper__.local_table
        if table not in tables:
            tables.append(table)
    order = {id(table): position for position, table in enumerate(sort_tables(tables))}
    return sorted(instances, key=lambda item: order[id(type(item).__mapper__.local_table)])


class Query:
    """session.query(…)."""

    def __init__(self, entities, session=None):
        self.session = session
        entities = entities if isinstance(entities, (list, tuple)) else [entities]
        self._statement = select(*entities)
        self._entities_given = list(entities)

    def _with(self, statement):
        made = type(self).__new__(type(self))
        made.__dict__.update(self.__dict__)
        made._statement = statement
        return made

    @property
    def statement(self):
        return self._statement

    selectable = statement

    def __clause_element__(self):
        return self._statement

    def with_session(self, session):
        made = self._with(self._statement)
        made.session = session
        return made

    def filter(self, *criteria):
        return self._with(self._statement.where(*criteria))

    where = filter

    def filter_by(self, **values):
        entity = self._entities_given[0]
        source = entity if _is_entity(entity) else getattr(entity, "table", None)
        lookup = (lambda key: getattr(source, key)) if _is_entity(entity) else (lambda key: source.c[key])
        return self.filter(*[lookup(key) == value for key, value in values.items()])

    def with_entities(self, *entities):
        made = self._with(self._statement.with_only_columns(*entities))
        made._entities_given = list(entities)
        return made

    def add_columns(self, *columns):
        made = self._with(self._statement.add_columns(*columns))
        made._entities_given = self._entities_given + list(columns)
        return made

    add_entity = add_columns

    def join(self, target, *props, isouter=False, full=False):
        return self._with(self._statement.join(target, *props, isouter=isouter, full=full))

    def outerjoin(self, target, *props, full=False):
        return self.join(target, *props, isouter=True, full=full)

    def options(self, *args):
        return self

    def execution_options(self, **kw):
        return self

    def yield_per(self, count):
        return self

    enable_eagerloads = populate_existing = options

    def params(self, *args, **kw):
        return self._with(self._statement.params(*args, **kw))

    def _run(self):
        return self.session.execute(self._statement)

    def _items(self):
        rows = self._run().all()
        if len(self._entities_given) == 1 and _is_entity(self._entities_given[0]):
            return [row[0] for row in rows]
        return rows

    def all(self):
        return self._items()

    def __iter__(self):
        return iter(self._items())

    def first(self):
        found = self.limit(1)._items()
        return found[0] if found else None

    def one_or_none(self):
        found = self._items()
        if len(found) > 1:
            raise exc.MultipleResultsFound("Multiple rows were found when one or none was required")
        return found[0] if found else None

    def one(self):
        found = self.one_or_none()
        if found is None:
            raise exc.NoResultFound("No row was found when one was required")
        return found

    def scalar(self):
        found = self.one_or_none()
        if isinstance(found, tuple):
            return found[0]
        return found

    def get(self, ident):
        return self.session.get(self._entities_given[0], ident)

    def count(self):
        self.session.flush()
        inner = self._statement.subquery()
        return self.session.connection().execute(select(func.count()).select_from(inner)).scalar()

    def exists(self):
        return self._statement.exists()

    def subquery(self, name=None, **kw):
        return self._statement.subquery(name)

    def scalar_subquery(self):
        return self._statement.scalar_subquery()

    as_scalar = scalar_subquery

    def update(self, values, synchronize_session="auto", update_args=None):
        table = self._entities_given[0]
        self.session.flush()
        named = {}
        for key, value in values.items():
            named[key if isinstance(key, str) else key.key] = value
        mapper = getattr(table, "__mapper__", None)
        if mapper is not None:
            named = {mapper.keys[key].key if key in mapper.keys else key: value for key, value in named.items()}
        statement = update(table.__table__ if mapper is not None else table)
        if self._statement._where:
            statement = statement.where(*self._statement._where)
        found = self.session.connection().execute(statement.values(named)).rowcount
        self._forget()
        return found

    def delete(self, synchronize_session="auto", delete_args=None):
        table = self._entities_given[0]
        self.session.flush()
        statement = delete(getattr(table, "__table__", table))
        if self._statement._where:
            statement = statement.where(*self._statement._where)
        found = self.session.connection().execute(statement).rowcount
        self._forget()
        return found

    def _forget(self):
        # What was loaded may be out of date now; it is read again when it is asked for.
        self.session._known.clear()

    def __getitem__(self, item):
        if isinstance(item, slice):
            made = self
            if item.start:
                made = made.offset(item.start)
            if item.stop is not None:
                made = made.limit(item.stop - (item.start or 0))
            return made.all()
        return self.all()[item]

    def __str__(self):
        return str(self._statement)

    def __class_getitem__(cls, item):
        return cls


def _generative(name):
    def method(self, *args, **kw):
        return self._with(getattr(self._statement, name)(*args, **kw))

    method.__name__ = name
    return method


for _name in ("order_by", "group_by", "having", "limit", "offset", "distinct", "select_from", "with_for_update", "union",
              "union_all", "correlate", "slice"):
    setattr(Query, _name, _generative(_name))


class sessionmaker:
    def __init__(self, bind=None, *, class_=Session, autoflush=True, expire_on_commit=True, info=None, **kw):
        self.class_ = class_
        self.kw = {"bind": bind, "autoflush": autoflush, "expire_on_commit": expire_on_commit, **kw}

    def __call__(self, **kw):
        return self.class_(**{**self.kw, **kw})

    def begin(self):
        return _SessionBegin(self())

    def configure(self, **kw):
        self.kw.update(kw)

    def __class_getitem__(cls, item):
        return cls


class _SessionBegin:
    def __init__(self, session):
        self._session = session

    def __enter__(self):
        return self._session

    def __exit__(self, kind, error, traceback):
        if kind is None:
            self._session.commit()
        else:
            self._session.rollback()
        self._session.close()
        return False


class scoped_session:
    def __init__(self, session_factory, scopefunc=None):
        self.session_factory = session_factory
        self._session = None

    def __call__(self, **kw):
        if self._session is None:
            self._session = self.session_factory(**kw)
        return self._session

    def remove(self):
        if self._session is not None:
            self._session.close()
            self._session = None

    def configure(self, **kw):
        self.session_factory.configure(**kw)

    def query_property(self, query_cls=None):
        factory = self

        class Property:
            def __get__(self, instance, owner):
                return (query_cls or Query)([owner], factory())

        return Property()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self(), name)

    def __class_getitem__(cls, item):
        return cls


def create_session(bind=None, **kw):
    return Session(bind, **kw)


def object_session(instance):
    return instance._sa_instance_state.session


def make_transient(instance):
    state = instance._sa_instance_state
    state.persistent, state.session = False, None


def close_all_sessions():
    pass

