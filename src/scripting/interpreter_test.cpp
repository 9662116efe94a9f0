#include "scripting/guard.hpp"
#include "scripting/interpreter.hpp"
#include "scripting/runtime.hpp"
#include "scripting/values.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <limbeck/config.hpp>
#include <limbeck/error.hpp>
#include <pybind11/pybind11.h>
#include <string>
#include <unistd.h>

namespace py = pybind11;
namespace fs = std::filesystem;

namespace limbeck::scripting {
namespace {

/// A folder of a test with the modules that its scripts import.
const fs::path& folder() {
    static const fs::path made = [] {
        std::string name = (fs::temp_directory_path() / "limbeck-scripting-XXXXXX").string();
        const fs::path path = mkdtemp(name.data());
        const auto write = [&](const char* file, const char* text) { std::ofstream(path / file) << text; };
        write("failing.py", "GOOD = 1\nraise ValueError('nope')\nLATER = 2\n");
        write("cycle_a.py", "import cycle_b\n");
        write("cycle_b.py", "import cycle_a\n");
        write("beside.py", "VALUE = 7\n");
        write("here.py", "");
        Interpreter::get().use({path, {"."}, {}, {}, {}, {}});
        std::atexit([] {
            std::error_code ignored;
            fs::remove_all(folder(), ignored);
        });
        return path;
    }();
    return made;
}

void run(const std::string& source) {
    static int number = 0;
    const fs::path file = folder() / ("script" + std::to_string(++number) + ".py");
    std::ofstream(file) << source << "\n";
    Interpreter& interpreter = Interpreter::get();
    interpreter.run([&] { interpreter.run_file(file, "script"); });
}

Error failure_of(const std::string& source) {
    try {
        run(source);
    } catch (const Error& error) {
        return error;
    }
    ADD_FAILURE() << "no error from: " << source;
    return Error(Error::Kind::Internal, "no error");
}

Value value_of(const std::string& expression) {
    Value value;
    const fs::path file = folder() / "value.py";
    std::ofstream(file) << "import datetime, decimal, uuid, enum\nimport numpy\nvalue = " << expression << "\n";
    Interpreter& interpreter = Interpreter::get();
    interpreter.run([&] { value = to_value(interpreter.run_file(file, "value").attr("value")); });
    return value;
}

void expect_within(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " is not in: " << text;
}

TEST(LenientImport, StoredComparedAndCalled) {
    run(R"py(import inflection
kept = {inflection.titleize: 1, inflection.titleize("a").b[0]: 2}
assert inflection.titleize("a") is not None
inflection.titleize("a") == "a")py");
}

TEST(LenientImport, Subclassed) {
    run(R"py(from foo import Base
class A(Base): pass
A(1).anything.other
A.anything)py");
}

TEST(LenientImport, SubclassedBesideRealBases) {
    run(R"py(import abc, enum
from foo import Base, Generic
class B(Base, dict): pass
assert B(a=1)["a"] == 1
told = []
class Told:
    def __init_subclass__(cls, **named): told.append(named)
class T(Base, Told, table=True): pass
assert told == [{"table": True}]
class Real(metaclass=abc.ABCMeta): pass
class C(Base, Real): pass
C()
class E(Base, enum.Enum):
    a = 1
assert E.a.value == 1
class G(Generic[int]): z: int = 3
assert G.z == 3)py");
}

TEST(LenientImport, SubclassedWithMetaclasses) {
    run(R"py(import abc
from foo import Base, Meta
class D(Base, metaclass=abc.ABCMeta):
    @abc.abstractmethod
    def f(self): ...
class F(metaclass=Meta): pass)py");
}

TEST(LenientImport, Decorating) {
    run(R"py(from foo import deco
@deco
def f(): return 5
@deco(1, x=2)
def g(): return 6
@deco
class H: pass
assert f() == 5 and g() == 6 and type(H()) is H)py");
}

TEST(LenientImport, Annotating) {
    run(R"py(import numpy as np
def f(a: np.ndarray, b: np.x[int] = None) -> np.x | None: ...
value: np.y = 1)py");
}

TEST(LenientImport, StarImported) {
    run(R"py(from star import *
StarName(1).x)py");
}

TEST(LenientImport, Formatted) {
    run(R"py(import numpy
text = f"log {numpy.x} %s" % numpy.y)py");
}

TEST(LenientImport, TypeChecking) {
    run(R"py(from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from nowhere import T
def f(a: "T"): ...)py");
}

TEST(LenientImport, GuardedImportsFailHonestly) {
    run(R"py(import contextlib, importlib.util
try:
    import orjson
except ImportError:
    orjson = None
assert orjson is None
with contextlib.suppress(ImportError):
    import orjson
    raise SystemExit
assert importlib.util.find_spec("pandas") is None)py");
}

TEST(LenientImport, FailingModuleKeepsWhatItDefined) {
    run(R"py(from failing import GOOD, LATER
assert GOOD == 1
LATER.x)py");
}

TEST(LenientImport, ImportCycle) {
    run(R"py(import cycle_a
assert cycle_a.cycle_b.cycle_a is cycle_a)py");
}

TEST(LenientImport, RelativeImport) {
    run(R"py(from .beside import VALUE
from .absent import thing
assert VALUE == 7
thing.x)py");
}

TEST(LenientImport, Asyncio) {
    run(R"py(import asyncio
async def quick(): return 3
async def slow():
    async with asyncio.timeout(5):
        return await asyncio.gather(asyncio.sleep(0.001, 1), asyncio.sleep(0, 2))
assert asyncio.run(quick()) == 3
assert asyncio.run(slow()) == [1, 2]
assert asyncio.run(quick()) == 3)py");
}

TEST(LenientImport, StandardLibrary) {
    run(R"py(import decimal, json, hashlib, uuid, zoneinfo, queue, typing, dataclasses, enum, re, logging.config, datetime
import urllib.parse, random, secrets, textwrap, configparser, pathlib, inspect, contextlib, unittest.mock, contextvars
import mako.template
assert mako.template.Template("hi ${x}").render(x=1) == "hi 1"
assert json.loads(json.dumps({"a": [1, 2.5]})) == {"a": [1, 2.5]}
assert decimal.Decimal("1.10") + 1 == decimal.Decimal("2.10")
assert hashlib.md5(b"x").hexdigest() == "9dd4e461268c8034f5c8564e155c67a6")py");
}

TEST(LenientImport, RefusesABranch) {
    const Error error = failure_of("import numpy\nx = numpy.x\nbool(x)");
    EXPECT_EQ(error.kind(), Error::Kind::Unsupported);
    expect_within(error.message(), "numpy.x");
    expect_within(error.message(), ".py:1");
    expect_within(error.where(), ".py:3");
    expect_within(error.now(), "packages = numpy");
}

TEST(LenientImport, RefusesAIteration) {
    const Error error = failure_of("import numpy\nx = numpy.x\nlist(x)");
    EXPECT_EQ(error.kind(), Error::Kind::Unsupported);
    expect_within(error.message(), "numpy.x");
    expect_within(error.message(), ".py:1");
    expect_within(error.where(), ".py:3");
    expect_within(error.now(), "packages = numpy");
}

TEST(LenientImport, RefusesANumber) {
    const Error error = failure_of("import numpy\nx = numpy.x\nint(x)");
    EXPECT_EQ(error.kind(), Error::Kind::Unsupported);
    expect_within(error.message(), "numpy.x");
    expect_within(error.message(), ".py:1");
    expect_within(error.where(), ".py:3");
    expect_within(error.now(), "packages = numpy");
}

TEST(LenientImport, RefusesALength) {
    const Error error = failure_of("import numpy\nx = numpy.x\nlen(x)");
    EXPECT_EQ(error.kind(), Error::Kind::Unsupported);
    expect_within(error.message(), "numpy.x");
    expect_within(error.message(), ".py:1");
    expect_within(error.where(), ".py:3");
    expect_within(error.now(), "packages = numpy");
}

TEST(LenientImport, RefusesAMembership) {
    const Error error = failure_of("import numpy\nx = numpy.x\n1 in x");
    EXPECT_EQ(error.kind(), Error::Kind::Unsupported);
    expect_within(error.message(), "numpy.x");
    expect_within(error.message(), ".py:1");
    expect_within(error.where(), ".py:3");
    expect_within(error.now(), "packages = numpy");
}

TEST(LenientImport, RefusesAPath) {
    const Error error = failure_of("import numpy\nx = numpy.x\nopen(x)");
    EXPECT_EQ(error.kind(), Error::Kind::Unsupported);
    expect_within(error.message(), "numpy.x");
    expect_within(error.message(), ".py:1");
    expect_within(error.where(), ".py:3");
    expect_within(error.now(), "packages = numpy");
}

TEST(LenientImport, RefusesAnEffectInsideAStep) {
    const fs::path file = folder() / "step.py";
    std::ofstream(file) << "from helpers import create_triggers, log\n"
                           "def upgrade():\n    log.info('x')\n    create_triggers()\n"
                           "@log.decorator\ndef downgrade(): pass\n";
    Interpreter& interpreter = Interpreter::get();
    for (const char* name : {"upgrade", "downgrade"}) {
        try {
            interpreter.run([&] { interpreter.run_step(interpreter.load_file(file, "step"), name, py::args()); });
            ADD_FAILURE() << name;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), Error::Kind::Unsupported);
            expect_within(error.message(), "helpers");
        }
    }
}

TEST(Values, GoThereAndBack) {
    for (const Value& value :
         {Value(), Value(true), Value(std::int64_t{1} << 62), Value(1.5), Value("h\u00e4"),
          Value(Bytes{std::string("a\0b", 3)}), Value(Decimal{"1.10"}), Value(Date{"2026-01-31"}),
          Value(Time{"12:30:00.000001"}), Value(DateTime{"2026-01-31 12:30:00+02:00"}),
          Value(DateTime{"2026-01-31 12:30:00"}), Value(Interval{-1, 5, 6}),
          Value(Uuid{"00000000-0000-0000-0000-000000000001"}), Value(List{1, "a"}), Value(Map{{"k", List{Value()}}})}) {
        Value back;
        Interpreter::get().run([&] { back = to_value(to_python(value)); });
        EXPECT_EQ(back, value) << value.kind_name();
    }
}

TEST(Values, EnumsCountAsTheirValue) {
    EXPECT_EQ(value_of("enum.Enum('E', {'a': 'x'}).a"), Value("x"));
}

TEST(Values, OpaqueOnesAreRefused) {
    for (const char* expression : {"[{'a': numpy.x}]", "f'select {numpy.x}'", "numpy", "object()"})
        EXPECT_THROW(value_of(expression), Error) << expression;
}

TEST(Errors, ShowTheScriptsOwnFrames) {
    const Error error = failure_of("def f():\n    return {}['x']\nf()");
    EXPECT_EQ(error.kind(), Error::Kind::Script);
    EXPECT_STREQ(error.what(), "KeyError: 'x'");
    expect_within(error.where(), "Traceback (most recent call last):\n  File \"");
    expect_within(error.where(), "line 2, in f\n    return {}['x']\n");
    EXPECT_EQ(error.where().find("<frozen"), std::string::npos);
    expect_within(error.where(), ".py:2");
}

TEST(Errors, TellWhichPythonNewerSyntaxNeeds) {
    expect_within(failure_of("type X = int").now(), "3.12");
    expect_within(failure_of("def f[T](x: T): pass").now(), "3.12");
    expect_within(failure_of("x = f\"{d[\"a\"]}\"").now(), "3.12");
    expect_within(failure_of("try: pass\nexcept A, B: pass").now(), "3.14");
    expect_within(failure_of("x = t'a'").now(), "3.14");
}

TEST(Errors, KeepLimbecksOwn) {
    const Error error = failure_of("import _limbeck\nraise _limbeck.Error('w', '', 'n', 'database', '42P01', 's')");
    EXPECT_EQ(error.kind(), Error::Kind::Database);
    EXPECT_STREQ(error.what(), "w");
    expect_within(error.where(), ".py:2");
    EXPECT_EQ(error.now(), "n");
    EXPECT_EQ(error.sqlstate, "42P01");
    EXPECT_EQ(error.statement, "s");
    EXPECT_EQ(failure_of("raise KeyboardInterrupt").kind(), Error::Kind::Interrupted);

    const Error refused = failure_of("from alembic.util import CommandError\nraise CommandError('no such thing')");
    EXPECT_EQ(refused.kind(), Error::Kind::Command);
    EXPECT_STREQ(refused.what(), "no such thing");
}

TEST(Errors, OfTheDatabaseKeepWhatTheServerSaid) {
    const std::string raised = "import _limbeck\n"
                               "from sqlalchemy.engine import _translated\n"
                               "def f():\n"
                               "    try:\n"
                               "        raise _limbeck.Error('w', 'statement: s', 'n', 'database', '42P01', 's')\n"
                               "    except _limbeck.Error as error:\n"
                               "        raise _translated(error) from error\n";
    const Error error = failure_of(raised + "f()");
    EXPECT_EQ(error.kind(), Error::Kind::Database);
    EXPECT_STREQ(error.what(), "w");
    EXPECT_EQ(error.sqlstate, "42P01");
    EXPECT_EQ(error.statement, "s");
    expect_within(error.where(), ".py:7\nstatement: s");

    // A script's own error after it: the script's frames, and not a word of the program's inside.
    const Error own = failure_of(raised + "try:\n    f()\nexcept Exception as e:\n    raise RuntimeError('x') from e");
    EXPECT_STREQ(own.what(), "RuntimeError: x");
    expect_within(own.where(), "sqlalchemy.exc.ProgrammingError: ");
    EXPECT_EQ(own.where().find("limbeck.errors"), std::string::npos);
}

TEST(Errors, KeepThePlaceThatTheEngineKnows) {
    const Error error = failure_of("import _limbeck\nraise _limbeck.Error('w', 'versions/a.py:7\\nstatement: s')");
    EXPECT_EQ(error.where(), "versions/a.py:7\nstatement: s");
}

TEST(Interrupt, StopsAScript) {
    Interpreter::get();
    interrupt();
    EXPECT_EQ(failure_of("while True: pass").kind(), Error::Kind::Interrupted);
}

TEST(Guard, RefusesWaysRound) {
    run(R"py(
import os, socket, subprocess, pathlib, posix, _posixsubprocess, _socket, io, shutil, tempfile, threading, signal, logging
os.chdir(os.path.dirname(__file__))
def attempt(way):
    try: way()
    except BaseException as error: return error
def in_thread():
    found = []
    thread = threading.Thread(target=lambda: found.append(attempt(lambda: open("z", "w"))))
    thread.start(); thread.join()
    if found[0]: raise found[0]
ways = [lambda: open("z","w"), lambda: os.open("z", os.O_CREAT|os.O_RDWR), lambda: io.FileIO("z","a"), lambda: pathlib.Path("z").write_text("x"),
 lambda: pathlib.Path("z").touch(), lambda: os.mkdir("z"), lambda: os.remove("here.py"), lambda: os.rename("here.py","two.py"), lambda: os.symlink("here.py","l"), lambda: posix.link("here.py","l"),
 lambda: os.chmod("here.py",0o600), lambda: os.utime("here.py"), lambda: os.truncate("here.py",0), lambda: os.mkfifo("ff"), lambda: os.mknod("nn"), lambda: shutil.copy("here.py","k"), lambda: shutil.rmtree("x"), lambda: tempfile.mkstemp(), in_thread,
 lambda: os.system("true"), lambda: subprocess.run(["true"]), lambda: os.popen("true"), lambda: os.fork(), lambda: os.forkpty(), lambda: os.execv("/bin/true",["true"]), lambda: os.posix_spawn("/bin/true",["true"],{}), lambda: os.spawnv(os.P_WAIT,"/bin/true",["true"]),
 lambda: _posixsubprocess.fork_exec([b"true"],[b"/bin/true"],True,(),None,None,-1,-1,-1,-1,-1,-1,1,2,False,False,-1,None,None,None,-1,None,False),
 lambda: os.kill(os.getppid(),0), lambda: os.killpg(0,0), lambda: signal.pidfd_send_signal(0,0),
 lambda: socket.create_connection(("127.0.0.1",1)), lambda: socket.getaddrinfo("localhost",1), lambda: _socket.socket().connect(("127.0.0.1",1)), lambda: _socket.socket().connect_ex(("127.0.0.1",1)), lambda: socket.socket().bind(("127.0.0.1",0)), lambda: __import__("urllib.request").request.urlopen("http://127.0.0.1:1"),
 lambda: eval("__import__('os').system('true')"), lambda: exec(compile("open('z','w')","<frozen x>","exec")), lambda: logging.FileHandler("z"), lambda: __import__("multiprocessing").Process(target=print).start(), lambda: __import__("_imp").create_dynamic(__import__("importlib.machinery").machinery.ModuleSpec("x",None,origin="/usr/lib/python3.11/lib-dynload/_ctypes.cpython-311-x86_64-linux-gnu.so")),
 lambda: os.chroot("/tmp"), lambda: os.setxattr("here.py","user.x",b"1"), lambda: os.rmdir("x")]

before = sorted(os.listdir("."))
for number, way in enumerate(ways):
    error = attempt(way)
    assert "may not" in str(error), (number, error)
assert sorted(os.listdir(".")) == before
)py");
}

TEST(Guard, AllowsWhatItIsToldTo) {
    allow(Allowance::parse("write, process"));
    run("import os\np = os.path.join(os.path.dirname(__file__), 'made')\nopen(p, 'w').close()\nos.system('true')");
    allow({});
    EXPECT_TRUE(fs::exists(folder() / "made"));
    EXPECT_THROW(Allowance::parse("everything"), Error);
}

TEST(Prepared, AProjectOfTheSameRuntimeGoesOnInIt) {
    prepare(Runtime::Quick, {"alembic.op"});
    EXPECT_TRUE(Interpreter::started());
    choose_runtime({});
    EXPECT_EQ(runtime(), Runtime::Quick);
    run("import sys\nassert 'alembic.op' in sys.modules");
}

TEST(Prepared, AProjectOfTheOtherRuntimeIsRefused) {
    prepare(Runtime::Quick, {});
    Config config;
    config.options["runtime"] = "thorough";
    EXPECT_THROW(choose_runtime(config), Error);
    EXPECT_EQ(runtime(), Runtime::Quick);
    prepare(Runtime::Quick, {}); // for tests that come after it in the same process
    choose_runtime({});
}

} // namespace
} // namespace limbeck::scripting
