from .session import Query
