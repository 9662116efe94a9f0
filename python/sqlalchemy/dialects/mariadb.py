from .mysql import *  # noqa: F401,F403
