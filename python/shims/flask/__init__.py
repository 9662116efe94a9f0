"""Stands for Flask as far as a schema needs it: an application with its configuration and its extensions. Routes, blueprints
and handlers are taken and forgotten."""

import os
import sys

from .config import Config
from .globals import current_app, has_app_context

__all__ = ["Blueprint", "Config", "Flask", "current_app", "has_app_context"]


class _Taken:
    """What an application, or a blueprint, is told that has no bearing on a schema: a decorator gives back the function."""

    def __init__(self, name):
        self._name = name

    def __call__(self, *args, **kw):
        if len(args) == 1 and not kw and callable(args[0]):
            return args[0]
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Taken(f"{self._name}.{name}")


class _Scaffold:
    def __init__(self, import_name):
        self.name = self.import_name = import_name
        module = sys.modules.get(import_name)
        file = getattr(module, "__file__", None)
        self.root_path = os.path.dirname(os.path.abspath(file)) if file else os.getcwd()

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Taken(name)


class Blueprint(_Scaffold):
    def __init__(self, name, import_name, *args, **kw):
        super().__init__(import_name)
        self.name = name


class Flask(_Scaffold):
    config_class = Config

    def __init__(self, import_name, static_url_path=None, static_folder="static", static_host=None, host_matching=False,
                 subdomain_matching=False, template_folder="templates", instance_path=None,
                 instance_relative_config=False, root_path=None):
        super().__init__(import_name)
        if root_path is not None:
            self.root_path = root_path
        self.instance_path = instance_path or os.path.join(self._project_path(), "instance")
        self.config = self.config_class(self.instance_path if instance_relative_config else self.root_path)
        self.extensions = {}
        self.blueprints = {}
        self.debug = self.testing = False

    def _project_path(self):
        """A package lies beside the instance folder, a module in the same one."""
        module = sys.modules.get(self.import_name.partition(".")[0])
        path = getattr(module, "__path__", None)
        if path is not None and self.root_path.startswith(os.path.abspath(list(path)[0])):
            return os.path.dirname(os.path.abspath(list(path)[0]))
        return self.root_path

    def app_context(self):
        from .globals import AppContext

        return AppContext(self)

    def register_blueprint(self, blueprint, **options):
        self.blueprints[blueprint.name] = blueprint
