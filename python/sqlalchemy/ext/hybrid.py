"""Hybrid attributes: a value on an instance, an expression on the class."""


class hybrid_method:
    def __init__(self, func, expr=None):
        self.func = func
        self.expr = expr or func

    def __get__(self, instance, owner):
        from types import MethodType

        return MethodType(self.expr, owner) if instance is None else MethodType(self.func, instance)

    def expression(self, expr):
        self.expr = expr
        return self

    @property
    def inplace(self):
        return self


class hybrid_property:
    def __init__(self, fget, fset=None, fdel=None, expr=None, custom_comparator=None, update_expr=None):
        self.fget, self.fset, self.fdel, self.expr = fget, fset, fdel, expr
        self.custom_comparator = custom_comparator
        self.__name__ = getattr(fget, "__name__", None)

    def __get__(self, instance, owner):
        if instance is None:
            expr = self.expr or self.fget
            if isinstance(expr, classmethod):
                expr = expr.__func__
            return expr(owner)
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def _with(self, **kw):
        made = type(self)(self.fget, self.fset, self.fdel, self.expr)
        made.__dict__.update(kw)
        return made

    def setter(self, fset):
        return self._with(fset=fset)

    def deleter(self, fdel):
        return self._with(fdel=fdel)

    def expression(self, expr):
        return self._with(expr=expr)

    def getter(self, fget):
        return self._with(fget=fget)

    def comparator(self, comparator):
        return self._with(custom_comparator=comparator)

    def update_expression(self, meth):
        return self

    @property
    def overrides(self):
        return self

    @property
    def inplace(self):
        return self

    def __class_getitem__(cls, item):
        return cls


class Comparator:
    def __init__(self, expression=None):
        self.expression = expression

    def __clause_element__(self):
        return self.expression

    def __class_getitem__(cls, item):
        return cls
