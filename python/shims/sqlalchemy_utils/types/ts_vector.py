from . import TSVectorType
