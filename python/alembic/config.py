"""Config: alembic.ini, as the engine reads it, or one that a script makes."""

import _limbeck


class Config:
    def __init__(self, file_=None, toml_file=None, ini_section="alembic", output_buffer=None, stdout=None, cmd_opts=None,
                 config_args=None, attributes=None):
        self._engine = False
        self.config_file_name = str(file_) if file_ is not None else None
        self.toml_file_name = toml_file
        self.config_ini_section = ini_section
        self.output_buffer = output_buffer
        self._stdout = stdout
        self.cmd_opts = cmd_opts
        self.config_args = dict(config_args or {})
        self.attributes = dict(attributes or {})
        self._parser = None

    @classmethod
    def _of_engine(cls):
        from types import SimpleNamespace

        info = _limbeck.config_info()
        made = cls(info.get("config_file_name"), info.get("toml_file_name"), info.get("config_ini_section", "alembic"),
                   attributes=info.get("attributes"))
        made._engine = True
        options = dict(info.get("options") or {})
        options["x"] = list(info.get("x") or []) or None
        options["config"] = [made.config_file_name] if made.config_file_name else None
        options["name"] = made.config_ini_section
        made.cmd_opts = SimpleNamespace(**options)
        return made

    @property
    def stdout(self):
        import sys

        return self._stdout or sys.stdout

    @property
    def file_config(self):
        if self._parser is None:
            import os
            from configparser import ConfigParser

            here = os.path.abspath(os.path.dirname(self.config_file_name)) if self.config_file_name else ""
            self.config_args["here"] = here.replace("%", "%%")
            parser = ConfigParser(self.config_args)
            if self.config_file_name:
                parser.read([self.config_file_name], encoding="utf-8")
            if not parser.has_section(self.config_ini_section):
                parser.add_section(self.config_ini_section)
            self._parser = parser
        return self._parser

    def get_section(self, name, default=None):
        if self._engine:
            found = _limbeck.config_section(name)
            return default if found is None else found
        if not self.file_config.has_section(name):
            return default
        return dict(self.file_config.items(name))

    def get_section_option(self, section, name, default=None):
        if self._engine:
            found = _limbeck.config_get(section, name)
            return default if found is None else found
        if not self.file_config.has_section(section):
            from .util import CommandError

            raise CommandError(f"No config file {self.config_file_name!r} found, or file has no '[{section}]' section")
        return self.file_config.get(section, name) if self.file_config.has_option(section, name) else default

    def set_section_option(self, section, name, value):
        if self._engine:
            _limbeck.config_set(section, name, value)
            if self._parser is None:
                return
        if not self.file_config.has_section(section):
            self.file_config.add_section(section)
        self.file_config.set(section, name, value)

    def get_main_option(self, name, default=None):
        return self.get_section_option(self.config_ini_section, name, default)

    def set_main_option(self, name, value):
        self.set_section_option(self.config_ini_section, name, value)

    def remove_main_option(self, name):
        self.file_config.remove_option(self.config_ini_section, name)

    def get_alembic_option(self, name, default=None):
        if not self._engine:
            return self.get_main_option(name, default)
        section = self.get_section(self.config_ini_section, {})
        if name in section:
            return section[name]
        found = _limbeck.config_toml_value(name)
        return default if found is None else found

    def get_alembic_boolean_option(self, name):
        return self.get_alembic_option(name) in (True, "true")

    def get_template_directory(self):
        return "limbeck:templates"

    def print_stdout(self, text, *arg):
        self.stdout.write((str(text) % arg if arg else str(text)) + "\n")

    messaging_opts = {"quiet": False}


class CommandLine:
    """The command line of Alembic, for programs that wrap it."""

    def __init__(self, prog=None):
        self.prog = prog

    def main(self, argv=None):
        from .util import CommandError

        raise CommandError("alembic's command line cannot be run from within a script; run limbeck itself")


def main(argv=None, prog=None, **kwargs):
    CommandLine(prog).main(argv)
