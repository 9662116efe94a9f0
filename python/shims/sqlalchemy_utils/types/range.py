from . import DateRangeType, DateTimeRangeType, Int8RangeType, IntRangeType, NumericRangeType
