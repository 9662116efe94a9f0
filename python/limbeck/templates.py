"""Renders script.py.mako and the templates of `init` with the real Mako."""

import sys

import _limbeck


def _comma(value):
    if value is None:
        return ""
    return value if isinstance(value, str) else ", ".join(value)


def render_revision(path, arguments, encoding, of_environment):
    """A new revision file, encoded. Other templates of the folder can be inherited from, included and imported."""
    from limbeck.state import state

    for name in ("down_revision", "branch_labels"):  # Alembic hands several depends_on over as a list
        if isinstance(arguments[name], list):
            arguments[name] = tuple(arguments[name])

    def render(Template):
        from mako.lookup import TemplateLookup

        folder, _, name = path.rpartition("/")
        template = Template(filename=path, uri="/" + name, lookup=TemplateLookup([folder or "."]))
        given = {"comma": _comma, "config": state().config(), "refresh": True, **of_environment, **arguments}
        return template.render_unicode(**given)

    return _encoded(_rendered(path, render), encoding)


def render_text(text, name, arguments):
    return _rendered(name, lambda Template: Template(text=text).render_unicode(**arguments))


class _Metadata(type(sys)):
    """importlib.metadata, which Mako imports for the caches that a template may name, and which takes longer than the rest."""

    def __getattr__(self, name):
        from importlib import metadata

        return getattr(metadata, name)


def _import_mako():
    name = "importlib.metadata"
    if name in sys.modules or "mako.compat" in sys.modules:
        return
    sys.modules[name] = _Metadata(name)
    try:
        import mako.compat  # noqa: F401
    finally:
        del sys.modules[name]


def _rendered(path, render):
    _import_mako()
    from mako import exceptions
    from mako.template import Template

    try:
        return render(Template)
    except (_limbeck.Error, KeyboardInterrupt):
        raise
    except BaseException as error:
        raise _limbeck.Error(
            "Template rendering failed: %s: %s" % (type(error).__name__, error),
            _place(path, exceptions, error),
            "Mend the template; nothing was written.",
        ) from None


def _place(path, exceptions, error):
    """The innermost line of a template, which may be another one than the first."""
    line = getattr(error, "lineno", None)
    if line is not None:
        return "%s:%s" % (getattr(error, "filename", None) or path, line)
    place = path
    # Mako knows which line of the template a line of its module came from.
    for record in exceptions.RichTraceback().records:
        if record[4] is not None and record[5] is not None:
            place = "%s:%s" % (record[4] if "/" in record[4] else path, record[5])
    return place


def _encoded(text, encoding):
    try:
        return text.encode(encoding)
    except LookupError:
        raise _limbeck.Error("There is no encoding named %r" % encoding, "output_encoding = " + encoding,
                             "Use utf-8, or leave output_encoding out; nothing was written.") from None
    except UnicodeEncodeError as error:
        character = text[error.start]
        raise _limbeck.Error(
            "The encoding %s has no character %s (U+%04X)" % (encoding, character, ord(character)),
            "output_encoding = %s; line %d of the new file" % (encoding, text.count("\n", 0, error.start) + 1),
            "Leave the character out of message and template, or use output_encoding = utf-8; nothing was written.",
        ) from None
