def ordering_list(attr, count_from=None, **kw):
    return list


class OrderingList(list):
    pass
