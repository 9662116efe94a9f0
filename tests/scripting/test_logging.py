"""A configuration of logging that names classes of packages that are not there."""

from common import expect
from one_revision import Project

DICTIONARY = '''
import logging.config
logging.config.dictConfig({
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"known": {"()": "nowhere.logging.Formatter", "fmt": "<%(levelname)s %(message)s>", "colours": True},
                   "own": {"()": "nowhere.logging.Access", "fmt": "%(client)s %(message)s"},
                   "theirs": {"()": "formatters.Shouting", "fmt": "%(message)s"}},
    "filters": {"some": {"()": "nowhere.Filter", "level": 3}},
    "handlers": {"a": {"class": "nowhere.RichHandler", "formatter": "known", "filters": ["some"], "show_time": False},
                 "b": {"class": "logging.StreamHandler", "formatter": "own"},
                 "c": {"class": "logging.StreamHandler", "formatter": "theirs"}},
    "loggers": {"one": {"handlers": ["a"], "level": "INFO"}, "two": {"handlers": ["b"], "level": "INFO"},
                "three": {"handlers": ["c"], "level": "INFO"}},
})
'''
OWN = 'import logging\nclass Shouting(logging.Formatter):\n    def format(self, record):\n        return "!" + super().format(record)\n'
STEP = "".join(f'logging.getLogger("{name}").info("said by {name}")\n' for name in ("one", "two", "three"))

FILE = """
[loggers]
keys = root
[handlers]
keys = rich
[formatters]
keys = some
[logger_root]
level = INFO
handlers = rich
[handler_rich]
class = nowhere.logging.RichHandler
args = ()
formatter = some
[formatter_some]
class = nowhere.Formatter
format = <%(levelname)s %(message)s>
"""


def test_dict_config(tool, folder, server):
    for runtime in ("quick", "thorough"):
        (folder / runtime).mkdir()
        project = Project(tool, folder / runtime, STEP, head=DICTIONARY, files={"formatters.py": OWN})
        said = project.runs("--runtime", runtime).stderr
        for line in ("<INFO said by one>", "INFO:two:said by two", "!said by three",
                     "nowhere.logging.Formatter is of a package that is not there; lines are formatted plainly"):
            expect(line in said, f"does not say {line!r}:\n{said}")


def test_file_config(tool, folder, server):
    head = "import logging.config\nlogging.config.fileConfig('log.ini', disable_existing_loggers=False)"
    project = Project(tool, folder, 'logging.warning("said")', head=head, files={"log.ini": FILE})
    said = project.runs().stderr
    expect("<WARNING said>" in said, said)


def test_what_is_wrong_is_told(tool, folder, server):
    head = ("import logging.config\n"
            "logging.config.dictConfig({'version': 1, 'formatters': {'f': {'()': 'formatters.Nothing'}}})")
    Project(tool, folder, "pass", head=head, files={"formatters.py": OWN}).refused("Unable to configure formatter 'f'")
