from .session import aliased
