from .relationships import Load
