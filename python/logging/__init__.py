"""A front for logging: an env.py that only calls fileConfig() never comes to need the package, and loading it takes longer
than the whole of `limbeck current`. The first name that is wanted of it runs the real package here, in this very module."""

import _thread

_loading = _thread.RLock()


def _watch_records(names):
    """What a script says while its step is only planned has not happened; and statements, which SQLAlchemy logs itself in
    the thorough runtime, are shown without their passwords."""
    import _limbeck

    plans, tells_statements = _limbeck.plan_is_made(), _limbeck.is_thorough()
    if not plans and not tells_statements:
        return
    make = names["getLogRecordFactory"]()

    def made(name, level, path, line, message, args, *rest, **more):
        if tells_statements and not args and (name or "").startswith("sqlalchemy.") and isinstance(message, str):
            message = _limbeck.without_passwords(message)
        if plans and _limbeck.plan_runs_script():
            message = f"(plan) {message}"
        return make(name, level, path, line, message, args, *rest, **more)

    names["setLogRecordFactory"](made)


def _without_marks(record_class):
    """The text of a placeholder in a line that is logged is for people, without the marks by which the engine knows it."""
    told = record_class.getMessage

    def getMessage(self):
        text = told(self)
        if "\u2063" in text:
            from limbeck.marks import unmarked

            text = unmarked(text)
        return text

    record_class.getMessage = getMessage


def __getattr__(name):
    if name[:2] == "__" and name != "__all__":
        raise AttributeError(f"module 'logging' has no attribute {name!r}")
    names = globals()
    with _loading:
        if "getLogger" not in names:
            exec(__import__("_imp").get_frozen_object("logging._whole"), names)
            names.pop("__getattr__", None)
            names["__path__"] = ["<frozen logging>"]  # an error of a handler is told with the frames outside of it
            names["getLogger"]("alembic").addHandler(names["NullHandler"]())  # as Alembic does
            __import__("limbeck.log_colours").log_colours.watch(names["StreamHandler"])
            _watch_records(names)
            _without_marks(names["LogRecord"])
            config = names["sys"].modules.get("logging.config")
            if config is not None:
                config._logging_is_loaded()
    try:
        return names[name]
    except KeyError:
        raise AttributeError(f"module 'logging' has no attribute {name!r}") from None
