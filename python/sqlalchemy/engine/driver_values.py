"""Values of results that no type of SQLAlchemy's converts, as PostgreSQL's driver gives them."""

from limbeck.binary import BYTEA, BYTEA_ARRAY, views
from limbeck.facade import unsupported

# What psycopg2 makes objects of its own of; by the numbers in pg_type.dat, which never change.
_RANGES = {3904: "int4range", 3906: "numrange", 3908: "tsrange", 3910: "tstzrange", 3912: "daterange", 3926: "int8range",
           3905: "int4range[]", 3907: "numrange[]", 3909: "tsrange[]", 3911: "tstzrange[]", 3913: "daterange[]",
           3927: "int8range[]"}


def to_driver_values(found, told=()):
    """Changes the rows of what the engine found; told: the positions of columns that have a type in the statement."""
    for position, number in enumerate(found.get("types") or ()):
        if position in told or number not in _CONVERTED:
            continue
        for row in found["rows"]:
            if row[position] is None:
                continue
            if number in _RANGES:
                unsupported(f"a value of the type {_RANGES[number]} in a result")
            row[position] = views(row[position])


_CONVERTED = frozenset((BYTEA, BYTEA_ARRAY, *_RANGES))
