from . import Choice, ChoiceType
