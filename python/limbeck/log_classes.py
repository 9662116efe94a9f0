"""What stands for a class that a configuration of logging names and whose package is not there (`rich.logging.RichHandler`,
`uvicorn.logging.AccessFormatter`): log lines are written all the same, only plainer."""

import sys


def complete(config):
    """Lets the real logging.config find them."""
    import logging

    kinds = []  # of what is being made, the innermost last

    def making(kind, make):
        def made(*arguments, **named):
            kinds.append(kind)
            try:
                return make(*arguments, **named)
            finally:
                kinds.pop()

        return made

    class Formatter(logging.Formatter):
        def __init__(self, fmt=None, datefmt=None, style="%", *_, **others):
            super().__init__(_with_known_fields(logging, fmt or others.get("format"), style), datefmt, style)

    class Filter(logging.Filter):
        def __init__(self, *_, **__):
            super().__init__()

    class Handler(logging.StreamHandler):
        def __init__(self, *_, **__):
            super().__init__()

    def instead(name, error):
        if not kinds or not _is_of_missing_package(error):
            raise error
        from _limbeck import warn

        told = {Formatter: "lines are formatted plainly", Filter: "it lets everything pass",
                Handler: "its lines are written to standard error"}
        warn(f"logging: {name} is of a package that is not there; {told[kinds[-1]]}")
        return kinds[-1]

    def resolve(self, text, found=config.BaseConfigurator.resolve):
        try:
            return found(self, text)
        except ValueError as error:
            if not isinstance(error.__cause__, ImportError):
                raise
            return instead(text, error)

    def resolve_name(name, found=config._resolve):
        try:
            return found(name)
        except ImportError as error:
            return instead(name, error)

    config.BaseConfigurator.resolve = resolve
    config._resolve = resolve_name
    of_dictionary = config.DictConfigurator
    for kind, name, of_file in ((Formatter, "formatter", "_create_formatters"), (Filter, "filter", None),
                                (Handler, "handler", "_install_handlers")):
        setattr(of_dictionary, f"configure_{name}", making(kind, getattr(of_dictionary, f"configure_{name}")))
        if of_file is not None:
            setattr(config, of_file, making(kind, getattr(config, of_file)))


def _is_of_missing_package(error):
    from limbeck.project_paths import find_project_module

    cause = error if isinstance(error, ImportError) else error.__cause__
    package = (cause.name or "").partition(".")[0]
    return bool(package) and package not in sys.stdlib_module_names and find_project_module(package) is None


def _with_known_fields(logging, text, style):
    """The text of a format, unless it has fields that only the class which is not there would have filled."""
    try:
        logging.Formatter(text, style=style).format(logging.makeLogRecord({}))
    except (KeyError, ValueError, AttributeError, TypeError):
        return {"%": logging.BASIC_FORMAT, "{": "{levelname}:{name}:{message}", "$": "$levelname:$name:$message"}[style]
    return text
