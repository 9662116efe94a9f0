"""Builds the program and the unit tests with all faults in them, each asleep until LIMBECK_MUTANT names it.

    python3 tests/mutants/build.py [FOLDER] [-j N]

The folder (build-mutants) holds a copy of the sources, with the faults, and its build/. Nothing of it reaches the real
sources. A second call writes only what has changed.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import mutants

COPIED = ["CMakeLists.txt", "ARCHITECTURE.md", "cmake", "docs", "examples", "include", "integrations", "python", "src",
          "tests"]


def sources():
    """Files of the project that belong into the copy: those that git knows or would take."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *COPIED],
                            cwd=mutants.ROOT, capture_output=True, text=True, check=True).stdout
    return {name for name in listed.split("\0") if name and os.path.lexists(mutants.ROOT / name)}


def write(folder, texts):
    """Makes the copy what it should be, and leaves alone what is so already."""
    wanted = sources()
    for name in wanted:
        source, copy = mutants.ROOT / name, folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_symlink():
            if not copy.is_symlink() or os.readlink(copy) != os.readlink(source):
                copy.unlink(missing_ok=True)
                copy.symlink_to(os.readlink(source))
            continue
        content = texts[name].encode() if name in texts else source.read_bytes()
        if copy.is_symlink():
            copy.unlink()
        if not copy.exists() or copy.read_bytes() != content:
            copy.write_bytes(content)
            shutil.copymode(source, copy)
    header = folder / mutants.HEADER
    if not header.exists() or header.read_text() != mutants.HEADER_TEXT:
        header.write_text(mutants.HEADER_TEXT)
    for top in COPIED:
        for copy in (folder / top).rglob("*"):
            name = str(copy.relative_to(folder))
            if (copy.is_symlink() or copy.is_file()) and name not in wanted and name != mutants.HEADER \
                    and "__pycache__" not in name:
                copy.unlink()


def build(folder, jobs):
    """CMake and Ninja over the copy; quick to build rather than quick to run."""
    target = folder / "build"
    if not (target / "build.ninja").exists():
        linker = ["-DCMAKE_EXE_LINKER_FLAGS=-fuse-ld=mold"] if shutil.which("mold") else []
        subprocess.run(["cmake", "-G", "Ninja", "-S", folder, "-B", target, "-DCMAKE_BUILD_TYPE=None",
                        f"-DLIMBECK_ORACLE={mutants.ROOT}/.venv/bin/python", *linker],
                       check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["ninja", "-C", target, "--quiet", "-k", "0", "-j", str(jobs), *targets()], check=True)


def targets():
    """What the suites of the faults run."""
    suites = {mutant.suite for mutant in mutants.load()}
    folders = {suite.split()[1] for suite in suites if suite.startswith("unit ")}
    return ["limbeck_program", "revisions_driver", "test_sql_driver", "render_driver", "ddl_driver",
            *sorted(f"test_{folder}" for folder in folders)]


def main():
    parser = argparse.ArgumentParser(description="Build the program with all faults in it")
    parser.add_argument("folder", nargs="?", default=str(mutants.ROOT / "build-mutants"))
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    folder = Path(options.folder).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write(folder, mutants.texts(mutants.load()))
        build(folder, options.jobs)
    except mutants.BadMutant as e:
        sys.exit(str(e))
    except subprocess.CalledProcessError as e:
        sys.exit(e.returncode)


if __name__ == "__main__":
    main()
