"""Runs one table of cases against a shim or against the real package, and compares with what was recorded.

LIMBECK_SHIMS (environment) selects the side:
    unset, or "shim"   the shims of python/shims and python/sqlmodel, compared with expected/<name>.json
    "real"             the installed packages, compared with the same file
    "record"           the installed packages write that file: the real package is the truth

A case is (name, code, files, environment). The code runs in a temporary folder that holds the files; it reports
with show(value, ...) and fails(function), which notes the exception's type and words.
"""

import json
import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SIDE = os.environ.get("LIMBECK_SHIMS") or "shim"
PYTHON = os.path.join(os.path.dirname(os.path.dirname(HERE)), "python")

if SIDE == "shim":
    sys.path.insert(0, os.path.join(PYTHON, "shims"))
    # Only sqlmodel of python/ is wanted here: the façade of sqlalchemy beside it needs the native engine.
    import importlib.util

    class _SqlModelFinder:
        @staticmethod
        def find_spec(name, path=None, target=None):
            if name != "sqlmodel":
                return None
            folder = os.path.join(PYTHON, "sqlmodel")
            return importlib.util.spec_from_file_location(
                name, os.path.join(folder, "__init__.py"), submodule_search_locations=[folder]
            )

    sys.meta_path.insert(0, _SqlModelFinder)


def case(name, code, files=None, environment=None):
    return name, code, files or {}, environment or {}


def run_case(code, files, environment):
    """Runs one case; returns what it reported, as strings."""
    lines = []

    def show(*values):
        lines.append(" ".join(value if isinstance(value, str) else repr(value) for value in values))

    def fails(function, *arguments, **options):
        try:
            result = function(*arguments, **options)
        except Exception as error:
            lines.append(f"{type(error).__name__}: {error}")
        else:
            lines.append(f"no error: {result!r}")

    before = dict(os.environ)
    folder = os.getcwd()
    with tempfile.TemporaryDirectory() as temporary:
        temporary = os.path.realpath(temporary)
        for path, text in files.items():
            os.makedirs(os.path.dirname(os.path.join(temporary, path)) or ".", exist_ok=True)
            with open(os.path.join(temporary, path), "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
        source = os.path.join(temporary, "case.py")
        with open(source, "w", encoding="utf-8") as stream:
            stream.write(code)
        os.environ["PYDANTIC_ERRORS_INCLUDE_URL"] = "0"
        os.environ.update(environment)
        os.chdir(temporary)
        import types

        module = types.ModuleType("case")
        module.__dict__.update(__file__=source, show=show, fails=fails)
        sys.modules["case"] = module
        try:
            exec(compile(code, source, "exec", dont_inherit=True), module.__dict__)
        except Exception as error:
            if SIDE == "shim" and os.environ.get("LIMBECK_SHIMS_TRACE"):
                import traceback

                traceback.print_exc()
            lines.append(f"raised {type(error).__name__}: {error}")
        finally:
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(before)
            sys.modules.pop("case", None)
    return [line.replace(temporary, "TMP") for line in lines]


def make_tests(name, cases, needs=()):
    """A TestCase with one test for each case; `needs` names packages without which it is skipped."""
    path = os.path.join(HERE, "expected", name + ".json")
    recorded = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as stream:
            recorded = json.load(stream)

    def missing():
        for package in needs:
            try:
                __import__(package)
            except ImportError:
                return package
        return None

    class ShimTest(unittest.TestCase):
        maxDiff = None

        @classmethod
        def setUpClass(cls):
            package = missing()
            if package:
                raise unittest.SkipTest(f"{package} is not installed")

        @classmethod
        def tearDownClass(cls):
            if SIDE == "record":
                with open(path, "w", encoding="utf-8") as stream:
                    json.dump({key: recorded[key] for key, *_ in cases}, stream, indent=1, ensure_ascii=False)
                    stream.write("\n")

    def add(key, code, files, environment):
        def test(self):
            result = run_case(code, files, environment)
            if SIDE == "record":
                recorded[key] = result
                for line in result:
                    if line.startswith("raised "):
                        print(f"{name}/{key}: {line}")
            else:
                self.assertEqual(result, recorded.get(key))

        setattr(ShimTest, "test_" + key, test)

    for key, code, files, environment in cases:
        add(key, code, files, environment)
    ShimTest.__name__ = ShimTest.__qualname__ = name
    return ShimTest
