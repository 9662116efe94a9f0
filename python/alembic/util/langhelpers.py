class immutabledict(dict):
    def union(self, other):
        return immutabledict({**self, **other})

    def __repr__(self):
        return f"immutabledict({dict.__repr__(self)})"


def to_list(x, default=None):
    if x is None:
        return default
    if isinstance(x, str) or not hasattr(x, "__iter__"):
        return [x]
    return list(x)


def to_tuple(x, default=None):
    found = to_list(x)
    return default if found is None else tuple(found)


def rev_id():
    import uuid

    return uuid.uuid4().hex[-12:]
