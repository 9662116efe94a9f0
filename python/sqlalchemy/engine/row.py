from .result import BaseRow, Row, RowMapping
