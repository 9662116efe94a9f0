sqla_13 = sqla_14 = sqla_2 = True


def _table_for_constraint(constraint):
    return constraint.table


def constraint_name_defined(name):
    return name is not None
