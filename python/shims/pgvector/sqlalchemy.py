"""The column types of pgvector."""

from sqlalchemy.types import UserDefinedType


class _Dimensioned(UserDefinedType):
    cache_ok = True
    _word = ""

    def __init__(self, dim=None):
        super().__init__()
        self.dim = dim

    def get_col_spec(self, **kw):
        return self._word if self.dim is None else f"{self._word}({self.dim})"


class VECTOR(_Dimensioned):
    _word = "VECTOR"


class HALFVEC(_Dimensioned):
    _word = "HALFVEC"


class SPARSEVEC(_Dimensioned):
    _word = "SPARSEVEC"


class BIT(UserDefinedType):
    cache_ok = True

    def __init__(self, length=None):
        super().__init__()
        self.length = length

    def get_col_spec(self, **kw):
        return "BIT" if self.length is None else f"BIT({self.length})"


Vector = VECTOR
