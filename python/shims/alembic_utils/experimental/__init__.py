"""Finding entities in the modules of a package."""

from importlib import import_module
from pkgutil import walk_packages


def walk_modules(module):
    yield module
    for info in walk_packages(getattr(module, "__path__", ()), module.__name__ + "."):
        yield import_module(info.name)


def collect_subclasses(module, class_):
    found = []
    for walked in walk_modules(module):
        for item in vars(walked).values():
            if isinstance(item, type) and issubclass(item, class_) and item is not class_ and item not in found:
                found.append(item)
    return found


def collect_instances(module, class_):
    found = []
    for walked in walk_modules(module):
        for item in vars(walked).values():
            if isinstance(item, class_) and item not in found:
                found.append(item)
    return found
