"""Renders script.py.mako with the real Mako."""

import _limbeck


def _comma(value):
    if value is None:
        return ""
    return value if isinstance(value, str) else ", ".join(value)


def render(path, arguments, encoding):
    from mako import exceptions
    from mako.template import Template

    from alembic.config import Config

    for name in ("down_revision", "depends_on"):
        if isinstance(arguments[name], list):
            arguments[name] = tuple(arguments[name])
    if arguments["branch_labels"] is not None:
        arguments["branch_labels"] = tuple(arguments["branch_labels"])
    try:
        template = Template(filename=path)
        text = template.render_unicode(comma=_comma, config=Config._of_engine(), **arguments)
    except Exception as error:
        raise _limbeck.Error(
            "Template rendering failed: %s: %s" % (type(error).__name__, error),
            _place(path, exceptions, error),
            "Mend the template; nothing was written.",
        ) from None
    return text.encode(encoding)


def _place(path, exceptions, error):
    line = getattr(error, "lineno", None)
    if line is None:
        # Mako knows which line of the template a line of its module came from.
        for frame in exceptions.RichTraceback().records:
            if frame[4] is not None and frame[5] is not None:
                line = frame[5]
    return "%s:%s" % (path, line) if line is not None else path
