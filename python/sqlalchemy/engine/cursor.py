from .result import CursorResult, ResultProxy
