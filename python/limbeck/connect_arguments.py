"""What a script has told a driver about connecting (`connect_args`), in plain form. What it means C++ decides."""

import sys

from limbeck.errors import Error, script_place


def plain(arguments):
    """Of values that are no plain data there are their types' names: for what only tunes a driver they do not matter, and
    the database refuses them elsewhere."""
    context = getattr(sys.modules.get("ssl"), "SSLContext", ())  # nobody has one who has not imported it
    found = {}
    for name, value in arguments.items():
        if isinstance(value, context):
            value = _tls(value)
        elif isinstance(value, dict):
            value = {str(key): _scalar(entry) for key, entry in value.items()}
        else:
            value = _scalar(value)
        found[str(name)] = value
    return found


def _scalar(value):
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if hasattr(value, "__fspath__"):
        return str(value.__fspath__())
    return f"<{type(value).__name__}>"


def _tls(context):
    """An SSLContext in the words of PyMySQL's `ssl`."""
    made = {"verify_mode": "none" if context.verify_mode == 0 else "required", "check_hostname": context.check_hostname}
    calls = context.__dict__.get("_limbeck_told", ())
    if context.verify_mode and not any(name in ("load_verify_locations", "load_default_certs") for name, _ in calls):
        raise Error("an SSLContext verifies certificates, and knows no authority", script_place(),
                    "Name its file: load_verify_locations(cafile=…), or those of the system: load_default_certs().",
                    "unsupported")
    for _, told in calls:
        if told.get("cadata"):
            raise Error("an SSLContext has certificates that stand in no file (cadata=…)", script_place(),
                        "Write them into a file, and name that: cafile=….", "unsupported")
        password = told.get("password")
        for name, value in (("ca", told.get("cafile")), ("capath", told.get("capath")), ("cert", told.get("certfile")),
                            ("key", told.get("keyfile")), ("cipher", told.get("cipher")),
                            ("password", password() if callable(password) else password)):
            if value is not None and made.setdefault(name, _text(value)) != _text(value):
                raise Error(f"an SSLContext has more than one {name}", script_place(),
                            "Put the certificates into one file.", "unsupported")
    if context.minimum_version.name in ("TLSv1_2", "TLSv1_3"):
        made["minimum_version"] = context.minimum_version.name.replace("_", ".")
    return made


def _text(value):
    return value.decode() if isinstance(value, (bytes, bytearray)) else str(value)
