from .registered import Registered

comparators = Registered("comparator of autogenerate")
