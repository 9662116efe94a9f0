"""What many cases go through in several ways: one way each, or all but one, by turns; all of them with LIMBECK_TEST_ALL=1."""

import os


def by_turns(ways, number):
    """Those of the ways that the case of this number is to go."""
    ways = list(ways)
    return ways if takes_all() or not ways else [ways[number % len(ways)]]


def all_but_one(ways, number):
    """The ways without the one that is left out today, where there are more than two."""
    ways = list(ways)
    return ways if takes_all() or len(ways) < 3 else [way for i, way in enumerate(ways) if i != number % len(ways)]


def takes_all():
    return os.environ.get("LIMBECK_TEST_ALL", "0") not in ("", "0")
