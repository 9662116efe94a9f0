"""The object that applications call db."""

import sqlalchemy
import sqlalchemy.orm

from .model import BindMixin, DefaultMeta, DefaultMetaNoName, Model, NameMixin, TableWithMetadata
from .query import Query


class SQLAlchemy:
    def __init__(self, app=None, *, metadata=None, session_options=None, query_class=Query, model_class=Model,
                 engine_options=None, add_models_to_shell=True, disable_autonaming=False):
        self.Query = query_class
        self.session = sqlalchemy.orm.scoped_session(sqlalchemy.orm.sessionmaker())
        self.metadatas = {}
        if metadata is not None:
            if len(_declarative_bases(model_class)) > 0:
                # There the base brings the metadata.
                raise ValueError("When using a declarative base class, pass the metadata to that class")
            metadata.info["bind_key"] = None
            self.metadatas[None] = metadata
        self.Table = self._make_table_class()
        self.Model = self._make_declarative_base(model_class, disable_autonaming)
        self._engine_options = engine_options or {}
        self._engines = {}
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        extensions = getattr(app, "extensions", None)
        if isinstance(extensions, dict):
            extensions["sqlalchemy"] = self

    @property
    def engines(self):
        from flask import current_app

        from .engines import engines_of

        app = current_app._get_current_object()
        if app.extensions.get("sqlalchemy") is not self:
            raise RuntimeError("The current Flask app is not registered with this 'SQLAlchemy' instance. Did you forget to "
                               "call 'init_app', or did you create multiple 'SQLAlchemy' instances?")
        if app not in self._engines:
            self._engines[app] = engines_of(app, self._engine_options)
        return self._engines[app]

    @property
    def engine(self):
        return self.engines[None]

    def get_engine(self, bind_key=None, **kwargs):
        return self.engines[kwargs.get("bind", bind_key)]

    @property
    def metadata(self):
        return self.metadatas[None]

    def _make_metadata(self, bind_key):
        if bind_key in self.metadatas:
            return self.metadatas[bind_key]
        if bind_key is not None:
            made = sqlalchemy.MetaData(naming_convention=self.metadatas[None].naming_convention,
                                       info={"bind_key": bind_key})
        else:
            made = sqlalchemy.MetaData(info={"bind_key": bind_key})
        self.metadatas[bind_key] = made
        return made

    def _make_table_class(self):
        return type("Table", (TableWithMetadata,), {"_db": self})

    def _make_declarative_base(self, model_class, disable_autonaming=False):
        declarative = _declarative_bases(model_class)
        if len(declarative) > 1:
            raise ValueError("Only one declarative base can be passed to SQLAlchemy. Got: "
                             f"{model_class.__bases__}")
        if declarative:
            mixins = [BindMixin, Model] if disable_autonaming else [BindMixin, NameMixin, Model]
            body = {key: value for key, value in model_class.__dict__.items() if key not in ("__dict__", "__weakref__")}
            body["__fsa__"] = self
            model = type(declarative[0])("FlaskSQLAlchemyBase", (*mixins, *model_class.__bases__), body)
        elif not isinstance(model_class, (sqlalchemy.orm.DeclarativeMeta,)):
            metadata = self._make_metadata(None)
            model = sqlalchemy.orm.declarative_base(metadata=metadata, cls=model_class, name="Model",
                                                    metaclass=DefaultMetaNoName if disable_autonaming else DefaultMeta)
        else:
            model = model_class
        if None not in self.metadatas:
            self.metadatas[None] = model.metadata
            model.metadata.info["bind_key"] = None
        model.__fsa__ = self
        model.query_class = self.Query
        return model

    def relationship(self, *args, **kwargs):
        return sqlalchemy.orm.relationship(*args, **kwargs)

    relation = relationship

    def dynamic_loader(self, argument, **kwargs):
        return sqlalchemy.orm.dynamic_loader(argument, **kwargs)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        if name == "event":
            from sqlalchemy import event

            return event
        for module in (sqlalchemy, sqlalchemy.orm):
            if hasattr(module, name):
                return getattr(module, name)
        raise AttributeError(name)

    def __repr__(self):
        return "<SQLAlchemy>"


def _declarative_bases(model_class):
    known = (sqlalchemy.orm.DeclarativeBase, sqlalchemy.orm.DeclarativeBaseNoMeta)
    return [base for base in model_class.__bases__ if issubclass(base, known)]
