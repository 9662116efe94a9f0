"""Makes docs/terminal.md and docs/terminal.svg: what limbeck looks like on a terminal, from a real run.

    docs/make_terminal.py [--limbeck build/limbeck]

A small shop with two branches and a merge is made in a temporary folder with limbeck's own commands; then the commands
of SCENES run in a pseudo-terminal.
"""

import argparse
import fcntl
import getpass
import html
import os
import pty
import re
import socket
import struct
import subprocess
import tempfile
import termios
from pathlib import Path

HERE = Path(__file__).resolve().parent
COLUMNS = 100
STEPS, STEP_SECONDS = 60, 0.05  # of the upgrade that is shown half-way

REVISIONS = [  # id, message, parent, more words, upgrade, downgrade
    ("1f0c2a9b77d1", "accounts", "base", [],
     'op.create_table("account", sa.Column("id", sa.Integer, primary_key=True), sa.Column("email", sa.String(200)))',
     'op.drop_table("account")'),
    ("4be1ad4c1f02", "orders", "1f0c2a9b77d1", [],
     'op.create_table("orders", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer))',
     'op.drop_table("orders")'),
    ("93d0c7e25a38", "prices in cents", "4be1ad4c1f02", [],
     'op.add_column("orders", sa.Column("cents", sa.Integer, server_default="0"))', 'op.drop_column("orders", "cents")'),
    ("a8f3310be6c4", "search by mail", "1f0c2a9b77d1", ["--splice", "--branch-label", "search"],
     'op.create_index("ix_account_email", "account", ["email"])', 'op.drop_index("ix_account_email", "account")'),
    ("c5e0d1f7b912", "mail is unique", "search@head", [],
     'op.create_index("uq_account_email", "account", ["email"], unique=True)',
     'op.drop_index("uq_account_email", "account")'),
]

SCENES = [
    ("What there is", ["history --graph", "heads -v"]),
    ("Before it runs", ["upgrade 4be1", "status", "upgrade 93d0 --plan"]),
    ("Running it", ["upgrade heads", "current", "history -i --applied"]),
    ("For programs", ["current --format json", "history --format mermaid"]),
    ("When something is wrong", ["upgrade hed", "upgrad head", "upgrade head --plan --sql"]),
]


def make_project(limbeck, folder):
    def run(*words):
        subprocess.run([limbeck, *words], cwd=folder, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)

    run("init", "migrations")
    ini = folder / "alembic.ini"
    text = re.sub(r"(?m)^sqlalchemy\.url = .*$", "sqlalchemy.url = sqlite:///shop.db", ini.read_text())
    ini.write_text(text + "\n[limbeck]\nlog_table = limbeck_log\n")
    for revision, message, parent, more, upgrade, downgrade in REVISIONS:
        run("revision", "-m", message, "--rev-id", revision, "--head", parent, *more)
        path, = (folder / "migrations" / "versions").glob(f"{revision}_*.py")
        text = path.read_text()
        text = re.sub(r"(def upgrade\(\).*?)pass", lambda m: m.group(1) + upgrade, text, flags=re.S)
        path.write_text(re.sub(r"(def downgrade\(\).*?)pass", lambda m: m.group(1) + downgrade, text, flags=re.S))
    run("merge", "heads", "-m", "shop and search together", "--rev-id", "e7746d90c3aa")


def make_long_project(limbeck, folder):
    """A chain of revisions that take their time."""
    subprocess.run([limbeck, "init", "migrations"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    ini = folder / "alembic.ini"
    ini.write_text(re.sub(r"(?m)^sqlalchemy\.url = .*$", "sqlalchemy.url = sqlite:///long.db", ini.read_text()))
    for n in range(1, STEPS + 1):
        before = f'"{n - 1:04d}"' if n > 1 else "None"
        (folder / "migrations" / "versions" / f"{n:04d}.py").write_text(
            f'"""fill month {n}"""\nimport time\n\nrevision = "{n:04d}"\ndown_revision = {before}\n\n\n'
            f"def upgrade():\n    time.sleep({STEP_SECONDS})\n\n\ndef downgrade():\n    pass\n")


def half_way(written, lines):
    """The last lines of the screen when the bottom line was drawn in the middle of a run."""
    frames = list(re.finditer(r"(?<=\r)(step \d+/\d+[^\r\n\x1b]*)", written))
    frame = frames[len(frames) // 2]
    above = [line for line in plain(written[:frame.start()]).split("\n") if "Running" in line]
    return [re.sub(r"^.*?(?=INFO)", "", line) for line in above[-lines:]] + [frame.group(1)]


def run_in_terminal(argv, folder):
    """What a command writes to a terminal of COLUMNS columns."""
    child, descriptor = pty.fork()
    if child == 0:
        os.chdir(folder)
        environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "ALEMBIC_CONFIG", "DATABASE_URL")}
        os.execve(argv[0], argv, {**environment, "TERM": "xterm-256color"})
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 40, COLUMNS, 0, 0))
    written = b""
    while True:
        try:
            piece = os.read(descriptor, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        written += piece
    os.waitpid(child, 0)
    os.close(descriptor)
    return written.decode().replace("\r\n", "\n")


STYLES = {"1": "font-weight:bold", "2": "fill:#8a8f98", "31": "fill:#e06c75", "32": "fill:#98c379", "33": "fill:#e5c07b",
          "34": "fill:#61afef", "35": "fill:#c678dd", "36": "fill:#56b6c2"}


def spans(line):
    """A line with escape sequences as (text, style) pairs."""
    style = ""
    for part in re.split(r"(\x1b\[[0-9;]*[mK])", line):
        if part.startswith("\x1b["):
            if part.endswith("m"):
                numbers = [n for n in part[2:-1].split(";") if n not in ("", "0")]
                style = ";".join(STYLES[n] for n in numbers)
        elif part:
            yield part, style


def plain(text):
    return re.sub(r"\x1b\[[0-9;]*[mK]", "", text).replace("\r", "")


def rows_of(line):
    """A line as the terminal breaks it: rows of (text, style) pairs."""
    rows, room = [[]], COLUMNS
    for text, style in spans(line):
        while text:
            if room == 0:
                rows.append([])
                room = COLUMNS
            rows[-1].append((text[:room], style))
            text, room = text[room:], max(0, room - len(text))
    return rows


def svg(lines):
    height = 19
    rows = []
    for number, row in enumerate(row for line in lines for row in rows_of(line)):
        column, parts = 0, []
        for text, style in row:
            attribute = f' style="{style}"' if style else ""
            parts.append(f'<tspan x="{16 + column * 8.4:.1f}"{attribute}>{html.escape(text)}</tspan>')
            column += len(text)
        rows.append(f'<text y="{28 + number * height}" xml:space="preserve">{"".join(parts)}</text>')
    width = 32 + COLUMNS * 8.4
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{28 + len(rows) * height}" '
            f'font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="14" fill="#dcdfe4">\n'
            f'<rect width="100%" height="100%" rx="8" fill="#23262d"/>\n' + "\n".join(rows) + "\n</svg>\n")


def main():
    parser = argparse.ArgumentParser(description="Make the transcript of limbeck on a terminal")
    parser.add_argument("--limbeck", default=str(HERE.parent / "build" / "limbeck"))
    limbeck = str(Path(parser.parse_args().limbeck).resolve())
    page = ["# limbeck on a terminal", "",
            "A real run (`docs/make_terminal.py` makes this page). With colours it looks like this; in a pipe, or with",
            "`NO_COLOR` set, there are none, and the words are Alembic's.", "", "![the same with colours](terminal.svg)"]
    picture = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "shop"
        folder.mkdir()
        make_project(limbeck, folder)
        for title, commands in SCENES:
            page += ["", f"## {title}", ""]
            for command in commands:
                written = run_in_terminal([limbeck, *command.split()], folder).replace(str(folder), "/home/ann/shop")
                written = written.replace(f"{getpass.getuser()}@{socket.gethostname()}", "ann@laptop")
                lines = written.rstrip("\n").split("\n") if written else []
                page += ["```console", f"$ limbeck {command}", *[plain(line).rstrip() for line in lines], "```", ""]
                picture += [f"\x1b[32m$\x1b[0m limbeck {command}", *lines, ""]
        folder = Path(name) / "long"
        folder.mkdir()
        make_long_project(limbeck, folder)
        lines = half_way(run_in_terminal([limbeck, "upgrade", "head"], folder), 4)
        page += ["", "## While many steps run", "", "The last line stays at the bottom, and is gone at the end.", "",
                 "```console", "$ limbeck upgrade head", "…", *lines, "```"]
        picture += ["\x1b[32m$\x1b[0m limbeck upgrade head   \x1b[2m(half-way)\x1b[0m", *lines]
    (HERE / "terminal.md").write_text("\n".join(page).rstrip() + "\n")
    (HERE / "terminal.svg").write_text(svg(picture))


if __name__ == "__main__":
    main()
