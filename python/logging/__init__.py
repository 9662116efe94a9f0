"""A front for logging: an env.py that only calls fileConfig() never comes to need the package, and loading it takes longer
than the whole of `limbeck current`. The first name that is wanted of it runs the real package here, in this very module."""

import _thread

_loading = _thread.RLock()


def __getattr__(name):
    if name[:2] == "__" and name != "__all__":
        raise AttributeError(f"module 'logging' has no attribute {name!r}")
    names = globals()
    with _loading:
        if "getLogger" not in names:
            exec(__import__("_imp").get_frozen_object("logging._whole"), names)
            names.pop("__getattr__", None)
            names["getLogger"]("alembic").addHandler(names["NullHandler"]())  # as Alembic does
            __import__("limbeck.log_colours").log_colours.watch(names["StreamHandler"])
            config = names["sys"].modules.get("logging.config")
            if config is not None:
                config._logging_is_loaded()
    try:
        return names[name]
    except KeyError:
        raise AttributeError(f"module 'logging' has no attribute {name!r}") from None
