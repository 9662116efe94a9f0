"""Stand-in for bcrypt: hashes as the package makes them, by the system's libcrypt. Like every version before 5, it takes no more
than the first 72 bytes of a password."""

import os

from limbeck.errors import Error, script_place

__version__ = "4.0.1"


class __about__:
    __version__ = __version__


_ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_LONGEST = 511  # what libcrypt reads of a password; it looks at 72 bytes


def _encoded(raw):
    """Base 64 in the alphabet and the order of bits of bcrypt, without padding."""
    text = ""
    for at in range(0, len(raw), 3):
        group = raw[at:at + 3]
        bits = int.from_bytes(group + bytes(3 - len(group)), "big")
        text += "".join(_ALPHABET[bits >> shift & 63] for shift in (18, 12, 6, 0))[:len(group) + 1]
    return text


def gensalt(rounds=12, prefix=b"2b"):
    if prefix not in (b"2a", b"2b"):
        raise ValueError("Supported prefixes are b'2a' or b'2b'")
    if rounds < 4 or rounds > 31:
        raise ValueError("Invalid rounds")
    return b"$%s$%02d$%s" % (prefix, rounds, _encoded(os.urandom(16)).encode())


def hashpw(password, salt):
    if isinstance(password, str) or isinstance(salt, str):
        raise TypeError("Strings must be encoded before hashing")
    if b"\0" in password:
        raise Error("limbeck's bcrypt takes no password with a NUL byte", script_place(),
                    "Take another password, or write the finished hash into the script", "unsupported")
    try:
        text, setting = bytes(password).decode(), bytes(salt).decode()
    except UnicodeDecodeError:
        raise Error("limbeck's bcrypt takes passwords in UTF-8 alone", script_place(),
                    "Encode the password in UTF-8, or write the finished hash into the script", "unsupported") from None
    text = text.encode()[:_LONGEST].decode(errors="ignore")
    if setting[:4] not in ("$2a$", "$2b$", "$2x$", "$2y$") or len(setting) < 29:
        raise ValueError("Invalid salt")
    from _crypt import crypt

    try:
        found = crypt(text, setting)
    except OSError:
        found = None
    if found is None or len(found) != 60:
        raise ValueError("Invalid salt")
    return found.encode()


def checkpw(password, hashed_password):
    if isinstance(password, str) or isinstance(hashed_password, str):
        raise TypeError("Strings must be encoded before checking")
    from hmac import compare_digest

    return compare_digest(hashpw(password, hashed_password), hashed_password)


def kdf(password, salt, desired_key_bytes, rounds, ignore_few_rounds=False):
    raise Error("limbeck's bcrypt has no kdf()", script_place(),
                "Write the finished key into the script, or run it with the package itself", "unsupported")
