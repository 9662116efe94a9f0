from ..util import Dispatcher

renderers = Dispatcher()


def _f_name(prefix, name):
    return f"{prefix}f({name!r})"
