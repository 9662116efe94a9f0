"""What many cases go through in several ways: each day one way each, by turns, and all of them with LIMBECK_TEST_ALL=1."""

import os


def by_turns(ways, number):
    """Those of the ways that the case of this number is to go."""
    ways = list(ways)
    return ways if takes_all() or not ways else [ways[number % len(ways)]]


def takes_all():
    return os.environ.get("LIMBECK_TEST_ALL", "0") not in ("", "0")
