from . import WeekDaysType
