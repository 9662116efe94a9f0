import sys


def msg(msg, newline=True, flush=False, quiet=False):
    if not quiet:
        sys.stdout.write("  " + msg + ("\n" if newline else ""))
        if flush:
            sys.stdout.flush()


def warn(msg, stacklevel=2):
    import warnings

    warnings.warn(msg, UserWarning, stacklevel=stacklevel)


def err(message, quiet=False):
    msg(f"FAILED: {message}", quiet=quiet)
    sys.exit(-1)


def obfuscate_url_pw(input_url):
    from sqlalchemy.engine import make_url

    return make_url(input_url).render_as_string(hide_password=True)
