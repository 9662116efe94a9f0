from . import ScalarListException, ScalarListType
