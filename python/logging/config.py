"""A front for logging.config: fileConfig() of an ini file whose handlers write to the console, which is what env.py files
want of it. The engine then prints its log lines, and those of Python's loggers, as the file says. Every other name, and a
file with other handlers, brings in the real module."""

import sys


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    import _limbeck

    loggers = None
    if defaults is None and isinstance(fname, str):
        loggers = _limbeck.configure_logging(fname, bool(disable_existing_loggers))
    if loggers is None:
        if isinstance(fname, str):
            _limbeck.allow_handlers(fname)
        _limbeck.log_through_python()
        return _whole().fileConfig(fname, defaults, disable_existing_loggers, encoding)
    if "getLogger" in sys.modules["logging"].__dict__:
        _set_up(loggers, disable_existing_loggers)
    else:
        _waiting[:] = loggers


# What fileConfig() said while nobody had loaded the real logging: loggers that are made from then on are set up so.
_waiting = []


def _logging_is_loaded():
    if _waiting:
        _set_up(_waiting, False)


def _set_up(loggers, disable_existing):
    import logging

    import _limbeck

    class EngineHandler(logging.Handler):
        """Hands records to the engine, which knows the file's handlers."""

        def emit(self, record):
            try:
                text = record.getMessage()
                if record.exc_info or record.stack_info:
                    text = logging.Formatter("%(message)s").format(record)
            except Exception:
                self.handleError(record)
            else:
                _limbeck.log(record.levelno, "" if record.name == "root" else record.name, text)

    root = logging.getLogger()
    for handler in root.handlers[:]:
        root.removeHandler(handler)
    root.addHandler(EngineHandler())
    named = set()
    for name, level in loggers:
        logger = logging.getLogger(name) if name else root
        logger.setLevel(level)
        logger.disabled = False
        named.add(name)
    for name, logger in logging.Logger.manager.loggerDict.items():
        if isinstance(logger, logging.Logger) and name not in named:
            logger.disabled = bool(disable_existing) and not any(name.startswith(n + ".") for n in named if n)


def _whole():
    whole = sys.modules.get("logging._whole_config")
    if whole is None:
        import logging._whole_config as whole
        from limbeck import log_classes

        log_classes.complete(whole)
    return whole


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return getattr(_whole(), name)
