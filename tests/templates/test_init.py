"""`init` and `list_templates` say and make what Alembic's do. (Alembic takes files in the order of its own folder, so
the lines are compared in order of the alphabet.)"""

import configparser
import contextlib
import shutil
import tomllib

from common import expect, same
from support.tools import Alembic

TEMPLATES = ("generic", "async", "multidb", "pyproject", "pyproject_async")


class Sides:
    """The same commands in a folder of each tool."""

    def __init__(self, tool, folder):
        self._tools = [Alembic(), tool]
        self._folder = folder
        self.begin()

    def close(self):
        self._tools[0].close()

    def begin(self, files=None):
        """Two fresh folders with these files: name -> text."""
        self.folders = []
        for side in ("theirs", "ours"):
            folder = self._folder / side / "project"
            shutil.rmtree(folder.parent, ignore_errors=True)
            folder.mkdir(parents=True)
            self.folders.append(folder)
            for name, text in (files or {}).items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(text)

    def run(self, *words):
        """Both tools' output must be the same; {here} in a word is the folder."""
        what = " ".join(words)
        results = [tool.run([word.replace("{here}", str(folder)) for word in words], folder)
                   for tool, folder in zip(self._tools, self.folders)]
        theirs, ours = results
        expect(theirs.status == ours.status, f"{what} ended with {ours.status}, Alembic's with {theirs.status}:\n"
                                             f"{theirs.text()}\n{ours.text()}")
        lines = [sorted(r.stdout.replace(str(f), "<here>").splitlines()) for r, f in zip(results, self.folders)]
        same(*lines, what + ", stdout")
        self.compare(what)
        return ours

    def compare(self, what):
        """The same files, and the same options in the configuration."""
        names = [sorted(str(p.relative_to(f.parent)) for p in f.parent.rglob("*") if "__pycache__" not in p.parts)
                 for f in self.folders]
        same(*names, what + ", files")
        for name in names[0]:
            paths = [f.parent / name for f in self.folders]
            if name.endswith(".ini"):
                same(*[options_of_ini(p) for p in paths], f"{what}, {name}")
            elif name.endswith(".toml"):
                tables = [sorted(tomllib.loads(p.read_text())["tool"].get("alembic", {}).items()) for p in paths]
                same(*[[(k, str(v).replace(str(f), "<here>")) for k, v in t] for t, f in zip(tables, self.folders)],
                     f"{what}, {name}")


def options_of_ini(path):
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(path)
    return sorted((section, key, "<absolute>" if value.startswith("/") else value)
                  for section in parser.sections() if section != "limbeck"  # Alembic has no use for that one
                  for key, value in parser.items(section))


def test_templates(tool, folder, server):
    with contextlib.closing(Sides(tool, folder)) as sides:
        for template in TEMPLATES:
            sides.begin()
            sides.run("init", "-t", template, "scripts")
            sides.run("init", "-t", template, "scripts")
            sides.run("init", "-t", template, "--package", "others")


def test_places(tool, folder, server):
    there = {"there.ini": "[alembic]\n", "full/file": ""}
    with contextlib.closing(Sides(tool, folder)) as sides:
        for place in ("scripts/", "./scripts", "one/two/three", "{here}/absolute", "empty", "full"):
            for words in (["init"], ["-c", "there.ini", "init"], ["-c", "./new.ini", "init", "-t", "pyproject"],
                          ["-c", "new.ini", "-c", "./pyproject.toml", "init", "-t", "pyproject_async"]):
                sides.begin(there)
                for project in sides.folders:
                    (project / "empty").mkdir()
                sides.run(*words, place)


def test_elsewhere(tool, folder, server):
    """Configuration in a folder beside the scripts. (Under Python 3.11 Alembic names a folder that is not there.)"""
    (folder / "settings").mkdir()
    words = ["-c", "settings/my.ini", "-c", "settings/pyproject.toml"]
    done = tool.run([*words, "init", "-t", "pyproject", "100% scripts"], folder)
    expect(done.status == 0, done.text())
    if tool.name == "limbeck":
        done = tool.run([*words, "revision", "-m", "new", "--rev-id", "new"], folder)
        expect(done.status == 0 and (folder / "100% scripts" / "versions" / "new_new.py").exists(), done.text())


def test_refused(tool, folder, server):
    if tool.name != "limbeck":
        return  # Alembic's words hold paths of its own, or are a traceback
    (folder / "file").write_text("")
    for words, said in ((["init", "-t", "nothing", "scripts"], "No such template nothing"),
                        (["init", "-t", "./nothing", "scripts"], "No such template ./nothing"),
                        (["init", "file"], "Directory file already exists and is not empty"),
                        (["init", "file/below"], "Can't make the directory file/below: Not a directory"),
                        (["-c", "a.ini", "-c", "b.ini", "init", "scripts"], "only one ini file may be indicated")):
        done = tool.run(words, folder)
        expect(done.status == 255 and f"FAILED: {said}\n" in done.stdout, f"{words}: {done.text()}")
    expect([p.name for p in folder.iterdir()] == ["file"], "something was written all the same")


def test_pyproject_that_is_there(tool, folder, server):
    with contextlib.closing(Sides(tool, folder)) as sides:
        for text in ('[project]\nname = "mine"\n\n[tool.black]\nline-length = 100',
                     '[tool.alembic]\nscript_location = "elsewhere"\n', "[tool.alembic]\n",
                     "[tool.alembic.more]\nx = 1\n"):
            sides.begin({"pyproject.toml": text})
            sides.run("init", "-t", "pyproject", "scripts")
            starts = [(f / "pyproject.toml").read_text().startswith(text) for f in sides.folders]
            expect(starts == [True, True], f"what was there is changed: {starts}")
    if tool.name == "limbeck":
        (folder / "pyproject.toml").write_text("[tool\n")
        done = tool.run(["init", "-t", "pyproject", "scripts"], folder)
        expect(done.status == 255 and "pyproject.toml, line 1" in done.stderr, done.text())
        expect(not (folder / "scripts").exists(), "something was written all the same")


def test_template_of_ones_own(tool, folder, server):
    """-t takes the path of a folder; its .mako files of configuration are rendered, all others copied."""
    ini = "% for x in range(2):\n# ${x}\n% endfor\n[alembic]\nscript_location = ${script_location}\n"
    mine = {"alembic.ini.mako": ini, "env.py": "${this is not rendered}\n", "script.py.mako": "${message}\n",
            "extra.txt": "é\r\n", "README": "mine\n"}
    with contextlib.closing(Sides(tool, folder)) as sides:
        sides.begin({f"mine/{name}": text for name, text in mine.items()})
        sides.run("init", "-t", "{here}/mine", "scripts")
        for name in ("env.py", "script.py.mako", "extra.txt", "README"):
            theirs, ours = [(f / "scripts" / name).read_bytes() for f in sides.folders]
            expect(theirs == ours, f"{name}: {ours}")
        theirs, ours = [(f / "alembic.ini").read_bytes() for f in sides.folders]
        expect(theirs == ours, f"alembic.ini: {ours}")
        if tool.name == "limbeck":
            (sides.folders[1] / "mine" / "alembic.ini.mako").unlink()
            done = tool.run(["init", "-t", "./mine", "again"], sides.folders[1])
            expect(done.status == 255 and "has no alembic.ini.mako" in done.stdout, done.text())
            expect(not (sides.folders[1] / "again").exists(), "something was written all the same")


def test_list_templates(tool, folder, server):
    with contextlib.closing(Alembic()) as alembic:
        theirs, ours = (sorted(t.run(["list_templates"], folder).stdout.replace("  alembic init", "  limbeck init")
                               .splitlines()) for t in (alembic, tool))
    same(theirs, ours, "list_templates")
    expect(len(ours) >= len(TEMPLATES), f"too few lines: {ours}")
