from .result import Row, RowMapping
