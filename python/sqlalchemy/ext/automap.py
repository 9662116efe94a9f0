"""automap_base: classes for the tables of a database."""


def automap_base(declarative_base=None, **kw):
    from ..orm import declarative_base as make

    base = declarative_base if declarative_base is not None else make(**kw)

    class AutomapBase(base):
        __abstract__ = True

        class classes:
            pass

        @classmethod
        def prepare(cls, autoload_with=None, engine=None, reflect=False, schema=None, **kw):
            bind = autoload_with or engine
            if bind is not None:
                cls.metadata.reflect(bind, schema=schema)
            for table in list(cls.metadata.tables.values()):
                if not hasattr(cls.classes, table.name):
                    setattr(cls.classes, table.name, type(table.name, (cls,), {"__table__": table}))

    return AutomapBase
