"""The program and the C libraries it names, in an otherwise empty root: no Python anywhere, and the example runs."""

import os
import re
import shutil
import subprocess

from common import both_runtimes, expect, must
from support.results import Skip
from support.tools import ROOT, clean_environment


def make_root(program, root):
    """Copies the program with what ldd lists, at the same paths."""
    listed = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout
    for library in re.findall(r"(/\S+) \(0x", listed):
        target = root / library.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(os.path.realpath(library), target)
    shutil.copy(program, root / "limbeck")
    (root / "tmp").mkdir(exist_ok=True)
    return listed


@both_runtimes
def test_bookshop_without_python(tool, folder, server):
    if tool.name != "limbeck":
        raise Skip("Alembic cannot run without a Python")
    if os.geteuid() == 0:
        prefix = ["chroot"]
    elif subprocess.run(["unshare", "-r", "true"], capture_output=True).returncode == 0:
        prefix = ["unshare", "-r", "chroot"]
    else:
        raise Skip("needs root, or unshare -r, to change the root")
    root = folder / "root"
    root.mkdir()
    libraries = make_root(tool.argv[0], root)
    expect("libpython" not in libraries, "limbeck is linked with a shared libpython:\n" + libraries)
    shutil.copytree(os.path.join(ROOT, "examples", "bookshop"), root / "bookshop",
                    ignore=shutil.ignore_patterns("*.db", "__pycache__"))

    def inside(*arguments):
        # chroot leaves the working directory at the new root: paths are given in full.
        return must(subprocess.run([*prefix, str(root), "/limbeck", *tool.argv[1:], "-c", "/bookshop/alembic.ini", *arguments],
                                   env={**clean_environment(), "DATABASE_URL": "sqlite:////tmp/bookshop.db"},
                                   capture_output=True, text=True, timeout=60), " ".join(arguments))

    found = [str(p) for p in root.rglob("*") if "python" in p.name.lower() and p.suffix in ("", ".so", ".zip")]
    expect(not found, f"the root is not without Python: {found}")
    upgraded = inside("upgrade", "head")
    expect(upgraded.stderr.count("Running upgrade") == 7, "not all revisions ran:\n" + upgraded.stderr)
    expect("e41b7c9f0d56 (head)" in inside("current").stdout, "is not at head")
    inside("downgrade", "base")
    expect("e41b7c9f0d56" not in inside("current").stdout, "is still at head")
    # libpq is loaded when it is wanted; nothing of it is in this root.
    refused = subprocess.run([*prefix, str(root), "/limbeck", *tool.argv[1:], "-c", "/bookshop/alembic.ini", "current"],
                             env={**clean_environment(), "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
                             capture_output=True, text=True, timeout=60)
    expect(refused.returncode == 255, f"without libpq the exit status is {refused.returncode}")
    expect("libpq.so.5" in refused.stdout + refused.stderr and "Install libpq" in refused.stderr,
           "the missing libpq is not named:\n" + refused.stdout + refused.stderr)
