from .session import scoped_session
