"""Packages that settings and seed data of revisions want, with nothing installed. What they are expected to say was said by the
packages themselves (bcrypt 4.3, passlib 1.7, PyYAML 6, python-slugify 9, python-dateutil 4, pytz 2026.6)."""

from common import both_runtimes, expect
from one_revision import Project


def runs(tool, folder, step, head="", **more):
    return Project(tool, folder, step, head=head, **more).runs()


@both_runtimes
def test_dates(tool, folder, server):
    runs(tool, folder, '''
import datetime
from dateutil import parser, relativedelta, rrule, tz
from dateutil.parser import isoparse
found = parser.parse("Thu Sep 25 2003 10:36:28 BST", tzinfos={"BST": 3600})
assert repr(found) == "datetime.datetime(2003, 9, 25, 10, 36, 28, tzinfo=tzoffset('BST', 3600))", found
assert isoparse("2024-05-01T10:00:00Z").tzinfo is tz.UTC
assert datetime.date(2024, 1, 31) + relativedelta.relativedelta(months=1) == datetime.date(2024, 2, 29)
days = rrule.rrule(rrule.MONTHLY, bymonthday=-1, count=3, dtstart=datetime.datetime(2024, 1, 1))
assert [day.day for day in days] == [31, 29, 31]
assert datetime.datetime(2024, 7, 1, 12, tzinfo=tz.gettz("Europe/Berlin")).isoformat() == "2024-07-01T12:00:00+02:00"
''')


@both_runtimes
def test_time_zones(tool, folder, server):
    step = '''
import datetime, os, sys, zoneinfo, pytz
assert pytz.timezone("Europe/Berlin").localize(datetime.datetime(2024, 7, 1, 12)).isoformat() == "2024-07-01T12:00:00+02:00"
assert pytz.utc.zone == "UTC" and len(pytz.all_timezones) == 597 and "Asia/Tokyo" in pytz.common_timezones_set
assert pytz.country_timezones["nz"] == ["Pacific/Auckland", "Pacific/Chatham"]
try:
    pytz.timezone("Nowhere/At_All")
except pytz.UnknownTimeZoneError:
    pass
else:
    raise AssertionError("a time zone that is none")
# As on a machine without time zones of its own.
zoneinfo.reset_tzpath([])
noon = datetime.datetime(2050, 7, 1, 12, tzinfo=zoneinfo.ZoneInfo("America/New_York"))
assert noon.utcoffset() == datetime.timedelta(hours=-4)
assert "Asia/Tokyo" in zoneinfo.available_timezones()
from dateutil import tz
assert datetime.datetime(2024, 1, 1, tzinfo=tz.gettz("Asia/Tokyo")).utcoffset() == datetime.timedelta(hours=9)
'''
    runs(tool, folder, step)


@both_runtimes
def test_yaml(tool, folder, server):
    runs(tool, folder, r'''
import os, yaml
with open(os.path.join(os.path.dirname(__file__), "rows.yaml")) as file:
    rows = yaml.safe_load(file)
assert rows == {"rows": [{"id": 1, "name": "a: b", "when": __import__("datetime").date(2024, 5, 1)}, {"id": 2, "name": None}]}
assert yaml.safe_dump({"b": [1, 2.5, None, True], "a": "x: y"}) == "a: 'x: y'\nb:\n- 1\n- 2.5\n- null\n- true\n"
assert list(yaml.safe_load_all("--- 1\n--- [a, b]\n")) == [1, ["a", "b"]]
assert yaml.load("{a: !!python/tuple [1, 2]}", Loader=yaml.UnsafeLoader) == {"a": (1, 2)}
assert not yaml.__with_libyaml__
''', files={"versions/rows.yaml": "rows:\n- id: 1\n  name: 'a: b'\n  when: 2024-05-01\n- {id: 2, name: ~}\n"})


@both_runtimes
def test_slugs(tool, folder, server):
    runs(tool, folder, '''
from slugify import slugify
assert slugify("Ünïcode & Straße 北京") == "unicode-strasse-bei-jing", slugify("Ünïcode & Straße 北京")
assert slugify("A long title of a page", max_length=10, word_boundary=True, separator="_") == "a_long_of"
''')


@both_runtimes
def test_progress_bars(tool, folder, server):
    done = runs(tool, folder, '''
from tqdm import tqdm, trange
from tqdm.auto import tqdm as automatic
assert [number for number in tqdm(range(3), desc="rows")] == [0, 1, 2]
assert list(automatic([1])) == [1] and list(trange(2)) == [0, 1]
with tqdm(total=2) as bar:
    bar.update(2)
    assert bar.n == 2
''')
    expect("rows: 100%" in done.stderr, done.stderr)


@both_runtimes
def test_bcrypt(tool, folder, server):
    runs(tool, folder, '''
import bcrypt
salt = b"$2b$04$abcdefghijklmnopqrstuu"
assert bcrypt.hashpw(b"correct horse", salt) == b"$2b$04$abcdefghijklmnopqrstuujydOTSfIH/d5oUHpsygqV5X9xJLQc6e"
assert bcrypt.hashpw("pässwörd".encode(), salt) == b"$2b$04$abcdefghijklmnopqrstuuyx2n0Zzopyr9QuYTMCfOJJOj526QVoC"
assert bcrypt.hashpw(b"x" * 80, b"$2a" + salt[3:]) == b"$2a$04$abcdefghijklmnopqrstuubzadhGtS2zEF.gu0yd0opP6cVzb.e0i"
assert bcrypt.hashpw(b"x", b"$2y" + salt[3:]) == b"$2y$04$abcdefghijklmnopqrstuuPp7HPfoAs8I2dCQCQ/fW7zEJv8I8C8e"
made = bcrypt.hashpw(b"secret", bcrypt.gensalt(4))
assert made[:7] == b"$2b$04$" and len(made) == 60 and made != bcrypt.hashpw(b"secret", bcrypt.gensalt(4))
assert bcrypt.checkpw(b"secret", made) and not bcrypt.checkpw(b"Secret", made)
assert bcrypt.gensalt()[:7] == b"$2b$12$" and len(bcrypt.gensalt()) == 29
for wrong in (lambda: bcrypt.hashpw(b"x", b"$1$x"), lambda: bcrypt.hashpw(b"x", b"$2b$03$abcdefghijklmnopqrstuu"),
              lambda: bcrypt.checkpw(b"x", b"short"), lambda: bcrypt.gensalt(3), lambda: bcrypt.gensalt(4, b"2y")):
    try:
        wrong()
    except ValueError:
        pass
    else:
        raise AssertionError("what bcrypt refuses is taken")
''')


@both_runtimes
def test_what_bcrypt_cannot_do_here(tool, folder, server):
    salt = 'b"$2b$04$abcdefghijklmnopqrstuu"'
    for number, (call, words) in enumerate(((f'bcrypt.hashpw(b"\\xff", {salt})', "UTF-8"),
                                            (f'bcrypt.hashpw(b"a\\0b", {salt})', "NUL byte"),
                                            ('bcrypt.kdf(b"p", b"s", 32, 8)', "no kdf()"))):
        (folder / str(number)).mkdir()
        Project(tool, folder / str(number), call, head="import bcrypt").refused(words, "0001_step.py")


@both_runtimes
def test_passlib(tool, folder, server):
    runs(tool, folder, '''
from passlib.context import CryptContext
from passlib.exc import MissingBackendError
from passlib.hash import argon2, bcrypt, pbkdf2_sha256, sha256_crypt
assert pbkdf2_sha256.using(salt=b"0123456789abcdef", rounds=1000).hash("secret") == \\
    "$pbkdf2-sha256$1000$MDEyMzQ1Njc4OWFiY2RlZg$tiKWHy4FAGCWE8gn6GtKhaxD2OeeAUUWXFT/p1aaNl8"
assert sha256_crypt.using(salt="abcdefgh", rounds=5000).hash("secret") == \\
    "$5$abcdefgh$gruCpC7VkOTspMQTTSAR8mtlO9Upms.fwqE5y16JVM."
assert bcrypt.using(salt="abcdefghijklmnopqrstuu", rounds=4).hash("secret") == \\
    "$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW"
context = CryptContext(schemes=["bcrypt"], deprecated="auto", bcrypt__rounds=4)
made = context.hash("secret")
assert made.startswith("$2b$04$") and context.verify("secret", made) and not context.verify("Secret", made)
try:
    argon2.hash("secret")
except MissingBackendError as error:
    assert "argon2: no backends available" in str(error)
else:
    raise AssertionError("argon2 without its library")
''')


@both_runtimes
def test_the_project_comes_first(tool, folder, server):
    runs(tool, folder, "import yaml, bcrypt\nassert yaml.OWN and bcrypt.OWN",
         files={"yaml.py": "OWN = True", "bcrypt/__init__.py": "OWN = True"})


DATABASES = '''
import os
from sqlalchemy_utils import create_database, database_exists, drop_database
from sqlalchemy_utils.functions import database_exists as asks
assert asks is database_exists
url = os.environ["OTHER"]
assert not database_exists(url)
create_database(url)
assert database_exists(url)
if os.environ["DROP"] == "yes":
    drop_database(url)
    assert not database_exists(url)
'''


@both_runtimes
def test_databases_are_made_and_dropped(tool, folder, server):
    for number, url in enumerate((f"sqlite:///{folder}/other.db", server().url(f"made beside:{folder.name}"))):
        (folder / str(number)).mkdir()
        Project(tool, folder / str(number), DATABASES).runs("--allow", "write", OTHER=url, DROP="yes")


@both_runtimes
def test_a_plan_makes_no_database(tool, folder, server):
    path = folder / "other.db"
    step = ("import os\nfrom sqlalchemy_utils import create_database, database_exists\n"
            "if not database_exists(os.environ['OTHER']):\n    create_database(os.environ['OTHER'])\n")
    for number, url in enumerate((f"sqlite:///{path}", server().url("planned_only"))):
        (folder / str(number)).mkdir()
        done = Project(tool, folder / str(number), step).upgrade(words=("upgrade", "head", "--plan"), OTHER=url)
        expect(done.returncode in (0, 255), done.stderr)
        expect(not path.exists(), f"the plan made a file: {done.stdout}{done.stderr}")
        with server().connect("postgres") as connection, connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'planned_only'")
            expect(cursor.fetchone() is None, "the plan made a database")


@both_runtimes
def test_asking_of_a_database_of_another_kind(tool, folder, server):
    Project(tool, folder, "from sqlalchemy_utils import database_exists\ndatabase_exists('mysql://u@h/d')") \
        .refused("connects to no mysql database", "0001_step.py")
