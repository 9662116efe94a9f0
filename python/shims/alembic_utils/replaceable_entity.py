"""What entities have in common, and those that env.py has registered."""

import re
import sys

from limbeck.errors import place


def _unquoted(text):
    return str(text).replace('"', "")


def _one_line(text):
    return " ".join(str(text).split())


def _place():
    """The line of the project that declares an entity."""
    frame = sys._getframe(2)
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] == "alembic_utils":
        frame = frame.f_back
    return "" if frame is None else place(frame.f_code.co_filename, frame.f_lineno)


class ReplaceableEntity:
    """Something with a schema, a signature and a definition."""

    type_ = None

    def __init__(self, schema, signature, definition):
        self.schema = _unquoted(_one_line(schema))
        self.signature = _unquoted(_one_line(signature))
        self.definition = str(definition).strip().rstrip(";").strip()
        self._declared_at = _place()

    @property
    def identity(self):
        return f"{type(self).__name__}: {self.schema}.{self.signature}"

    @classmethod
    def from_sql(cls, sql):
        """An entity of a whole CREATE statement."""
        from alembic_utils.exceptions import SQLParseFailure

        for pattern in cls._statements:
            found = re.match(pattern, sql.strip().rstrip(";").strip(), re.IGNORECASE | re.DOTALL)
            if found:
                return cls(**cls._parts(found.groupdict()))
        raise SQLParseFailure(f'Failed to parse SQL into {cls.__name__} """{sql}"""')

    _statements = ()

    @classmethod
    def _parts(cls, found):
        return found

    @classmethod
    def from_path(cls, path):
        with open(path) as file:
            return cls.from_sql(file.read())

    def _plain(self, escaped=False):
        """For the engine; `escaped`: in a file that alembic_utils has written, where colons have a backslash."""
        definition = self.definition
        if escaped or self._is_text:
            definition = definition.replace("\\:", ":")
        return {"kind": self.type_, "schema": self.schema, "signature": self.signature, "definition": definition,
                "place": self._declared_at, **self._more()}

    _is_text = False  # whether the definition is written as sqlalchemy.text() wants it

    def _more(self):
        return {}

    def __eq__(self, other):
        return type(other) is type(self) and other._plain() == {**self._plain(), "place": other._declared_at}

    def __hash__(self):
        return hash(self.identity)

    def __repr__(self):
        return f"<{self.identity}>"


class OnEntity(ReplaceableEntity):
    """One that is on a table or a view."""

    def __init__(self, schema, signature, definition, on_entity):
        super().__init__(schema, signature, definition)
        on_entity = _unquoted(on_entity)
        self.on_entity = on_entity if "." in on_entity else "public." + on_entity

    @property
    def identity(self):
        return f"{super().identity} {self.on_entity}"

    def _more(self):
        return {"on_entity": self.on_entity}


class ReplaceableEntityRegistry:
    def __init__(self):
        self.clear()

    def clear(self):
        self._entities = {}
        self.schemas, self.exclude_schemas, self.entity_types = set(), set(), set()
        self._used = False

    def register(self, entities, schemas=None, exclude_schemas=None, entity_types=None):
        self._used = True
        self._entities.update({entity.identity: entity for entity in entities})
        self.schemas |= set(schemas or ())
        self.exclude_schemas |= set(exclude_schemas or ())
        self.entity_types |= set(entity_types or ())

    @property
    def allowed_entity_types(self):
        return self.entity_types or set(_kinds())

    def entities(self):
        return list(self._entities.values())


registry = ReplaceableEntityRegistry()


def register_entities(entities, schemas=None, exclude_schemas=None, entity_types=None):
    registry.register(entities, schemas, exclude_schemas, entity_types)


def _kinds():
    from alembic_utils.pg_extension import PGExtension
    from alembic_utils.pg_function import PGFunction
    from alembic_utils.pg_grant_table import PGGrantTable
    from alembic_utils.pg_materialized_view import PGMaterializedView
    from alembic_utils.pg_policy import PGPolicy
    from alembic_utils.pg_trigger import PGTrigger
    from alembic_utils.pg_view import PGView

    return [PGExtension, PGFunction, PGGrantTable, PGMaterializedView, PGPolicy, PGTrigger, PGView]


def _registered():
    """What a comparison is about, in plain form; None where nothing was registered."""
    if not registry._used:
        return None
    kinds = registry.allowed_entity_types
    return {"entities": [entity._plain() for entity in registry.entities() if type(entity) in kinds],
            "kinds": [kind.type_ for kind in kinds],
            "schemas": [*registry.schemas, *(entity.schema for entity in registry.entities())],
            "exclude_schemas": list(registry.exclude_schemas)}


def _object(kind, name, reflected):
    """What include_object is given."""
    for entity in () if reflected else registry.entities():
        if entity.type_ == kind and f"{entity.schema}.{entity.signature}" == name:
            return entity
    for made in _kinds():
        if made.type_ == kind:
            schema, _, signature = name.partition(".")
            found = made.__new__(made)
            found.schema, found.signature = schema, signature
            return found
    return None


from alembic_utils import reversible_op  # noqa: E402, F401  op.create_entity and its siblings
