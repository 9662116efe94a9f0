"""Post-write hooks that env.py defines."""

_registry = {}


def register(name):
    """Makes a function the post-write hooks of this type; it is called with the file's path and the hook's options."""

    def decorate(function):
        _registry[name] = function
        return function

    return decorate
