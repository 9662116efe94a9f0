from .engine import inspect


def _inspects(*types):
    return lambda function: function
