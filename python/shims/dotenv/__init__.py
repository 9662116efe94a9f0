"""Stand-in for python-dotenv: reads .env files as python-dotenv does; it writes none."""

from .main import dotenv_values, find_dotenv, get_key, load_dotenv, set_key, unset_key

__all__ = ["dotenv_values", "find_dotenv", "get_key", "load_dotenv", "set_key", "unset_key"]


def load_ipython_extension(ipython):
    """There is no IPython here; the name exists because the real package has it."""
