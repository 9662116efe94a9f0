"""decouple, environs and starlette.config: settings from the environment and from files."""

import unittest

from harness import case, make_tests

CASES = [
    case("decouple", """
from decouple import config, Csv, Choices, AutoConfig, Config, RepositoryEnv, UndefinedValueError, undefined
import decouple
show(config("A"), config("A", cast=int), config("MISSING", default=None), config("MISSING", "x"))
show(config("B", cast=bool), config("EMPTY", default=True, cast=bool), config("QUOTED"), config("HASH"), config("SPACED"))
show(config("LIST", cast=Csv()), config("LIST", cast=Csv(int, post_process=tuple)), config("NONE", default="", cast=Csv()))
show(config("ENV"), config.get("A") if hasattr(config, "get") else "no get", config("SINGLE"))
fails(config, "MISSING")
fails(config, "A", cast=bool)
fails(config, "QUOTED", cast=int)
fails(config, "QUOTED", cast=bool)
show(config("A", cast=Choices([1, 2], cast=int)))
fails(config, "A", cast=Choices(["3"]))
show(Config(RepositoryEnv(".env"))("A"), Config(RepositoryEnv(".env")).get("X", default=5, cast=str))
show(AutoConfig(search_path=".")("LIST"))
show(config("INTERPOLATED"))
""", {".env": "A=1\nB=yes\nEMPTY=\n#C=2\nQUOTED=\"a b\"\nSINGLE='it'\nHASH=a#b\nSPACED = x \nLIST=1, 2,3\nENV=file\n"
      "INTERPOLATED=${A}\nbroken\n"}, {"ENV": "environment"}),
    case("decouple_ini", """
from decouple import AutoConfig
config = AutoConfig(search_path=".")
show(config("A"), config("B", cast=int), config("C", default=0))
fails(config, "D")
""", {"settings.ini": "[settings]\nA=%%x\nb=3\n"}),
    case("starlette", """
from starlette.config import Config, environ
from starlette.datastructures import CommaSeparatedStrings, Secret, URL
config = Config(".env")
show(config("A"), config("A", cast=int), config("A", cast=bool), config("B", default=None), config("S", cast=Secret))
show(str(config("S", cast=Secret)), bool(Secret("")), list(config("HOSTS", cast=CommaSeparatedStrings)))
show(config("HOSTS", cast=CommaSeparatedStrings, default=[]), config("Z", cast=CommaSeparatedStrings, default=[]))
show(config("ENV"), config("Q"), config.get("A"), config("D", cast=int, default="5"))
fails(config, "MISSING")
fails(config, "Q", cast=int)
fails(config, "Q", cast=bool)
url = config("URL", cast=URL)
show(url, str(url), url.hostname, url.port, url.username, url.password, url.path, url.scheme, url.is_secure)
show(str(url.replace(password="x", scheme="mysql")), str(url.replace(path="/other")), str(url.include_query_params(a=1)))
show(str(url.replace(port=None)), str(url.replace(username="me")), url == str(url))
def late():
    environ["ENV"] = "late"
fails(late)
show(Config(env_prefix="APP_")("NAME"))
""", {".env": "A=1\nS=hidden\nHOSTS=a, b , \"c d\"\nENV=file\nQ = 'quoted'\n# X=1\nURL=postgresql://u:p@h:5432/db\n"},
      {"ENV": "environment", "APP_NAME": "n"}),
    case("environs", """
from environs import Env, EnvError
import enum
class Mood(enum.Enum):
    good = 1
env = Env()
show(env.read_env())
show(env("A"), env.str("A"), env.int("A"), env.float("A"), env.decimal("A"), env.bool("B"), env.bool("A"))
show(env.list("L"), env.list("L", subcast=int), env.list("MISSING", []), env.list("EMPTY"), env.int("MISSING", 3))
show(env.dict("D"), env.dict("D", subcast_values=int), env.json("J"), env.path("P"), env.uuid("U"), env.url("URL"))
show(env.date("DATE"), env.datetime("DATETIME"), env.timedelta("T"), env.log_level("LOG"), env.enum("M", enum=Mood))
show(env("ENV"), env.str("MISSING", None), env.str("MISSING", default="x"))
with env.prefixed("APP_"):
    show(env("NAME"))
    with env.prefixed("DB_"):
        show(env.int("PORT", 5432), env("HOST"))
show(env("A"))
fails(env, "MISSING")
fails(env.int, "ENV")
fails(env.bool, "ENV")
fails(env.json, "ENV")
fails(env.url, "ENV")
fails(env.uuid, "ENV")
fails(env.date, "ENV")
fails(env.log_level, "ENV")
fails(lambda: env.int("A", validate=lambda n: n > 5))
fails(env.enum, "ENV", enum=Mood)
fails(lambda: env.nothing("A"))
@env.parser_for("shout")
def shout(value):
    return value.upper()
show(env.shout("ENV"))
lazy = Env(eager=False)
lazy.int("ENV")
lazy.str("MISSING")
fails(lazy.seal)
""", {".env": "A=1\nB=yes\nL=1,2,3\nEMPTY=\nD=a=1,b=2\nJ={\"x\": [1]}\nP=/tmp/x\n"
      "U=00000000-0000-0000-0000-000000000005\nURL=https://a.com/b?c=1\nDATE=2020-01-02\nDATETIME=2020-01-02T03:04:05\n"
      "T=90\nLOG=debug\nM=good\nENV=file\nAPP_NAME=n\nAPP_DB_HOST=h\n"}, {"ENV": "outer"}),
    case("environs_expand", """
from environs import Env
env = Env(expand_vars=True)
env.read_env("other.env", recurse=False)
show(env("URL"), env("ALL"), env("FALLBACK"))
fails(env, "BROKEN")
show(Env().read_env("nothing.env"), Env(prefix="X_")("Y"))
""", {"other.env": "HOST=h\nX_Y=1\n"}, {"URL": "pg://${HOST}/${NAME:-db}", "ALL": "${HOST}", "FALLBACK": "${NO:-x}",
                                        "BROKEN": "${NOWHERE}", "X_Y": "1", "HOST": "h"}),
]

SettingsPackages = make_tests("settings_packages", CASES, needs=["decouple", "environs", "starlette.config"])

if __name__ == "__main__":
    unittest.main()
