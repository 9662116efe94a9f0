sqla_13 = sqla_14 = sqla_2 = True


def constraint_name_defined(name):
    return name is not None
