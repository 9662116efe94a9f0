from . import LQUERY, LTXTQUERY, LtreeType
