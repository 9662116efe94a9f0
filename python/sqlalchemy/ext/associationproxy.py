"""association_proxy: of no meaning for a schema."""


class AssociationProxy:
    def __init__(self, target_collection, attr, **kw):
        self.target_collection, self.value_attr = target_collection, attr

    def __class_getitem__(cls, item):
        return cls


association_proxy = AssociationProxy
