"""Hybrid attributes: a value on an instance, an expression on the class."""

from types import MethodType


class hybrid_method:
    def __init__(self, func, expr=None):
        self.func = func
        self.expr = expr or func

    def __get__(self, instance, owner):
        return MethodType(self.expr, owner) if instance is None else MethodType(self.func, instance)

    def expression(self, expr):
        self.expr = expr
        return self


class hybrid_property(property):
    expr = None

    def __get__(self, instance, owner):
        if instance is not None:
            return super().__get__(instance, owner)
        expr = self.expr or self.fget
        return getattr(expr, "__func__", expr)(owner)

    def expression(self, expr):
        made = hybrid_property(self.fget, self.fset, self.fdel)
        made.expr = expr
        return made

    def setter(self, fset):
        made = super().setter(fset)
        made.expr = self.expr
        return made

    def comparator(self, comparator):
        """What is compared is no matter of a schema."""
        return self

    update_expression = comparator
    inplace = overrides = property(lambda self: self)
