"""A front for ssl: its contexts keep which files they were given, for the libraries that connect to a database take those
by their names (limbeck/connect_arguments.py). All else is the real module's, ssl._whole."""

import sys
from ssl import _whole


def _keep(name, words):
    """A method of SSLContext keeps what it was told, under these words."""
    method = getattr(_whole.SSLContext, name)

    def keeping(self, *args, **kw):
        method(self, *args, **kw)
        self.__dict__.setdefault("_limbeck_told", []).append((name, {**dict(zip(words, args)), **kw}))

    keeping.__name__, keeping.__doc__ = name, method.__doc__
    setattr(_whole.SSLContext, name, keeping)


_keep("load_verify_locations", ("cafile", "capath", "cadata"))
_keep("load_cert_chain", ("certfile", "keyfile", "password"))
_keep("load_default_certs", ("purpose",))
_keep("set_ciphers", ("cipher",))
_whole.__name__ = __name__
sys.modules[__name__] = _whole
