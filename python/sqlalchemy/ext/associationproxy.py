"""association_proxy: of no meaning for a schema."""


class AssociationProxy:
    def __init__(self, target_collection=None, attr=None, **kw):
        self.target_collection, self.attr = target_collection, attr

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return [getattr(item, self.attr) for item in getattr(instance, self.target_collection) or ()]

    def __class_getitem__(cls, item):
        return cls


def association_proxy(target_collection, attr, **kw):
    return AssociationProxy(target_collection, attr, **kw)


AssociationProxyInstance = AssociationProxy
