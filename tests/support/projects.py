"""Projects that fault tests and benchmarks make up: as many revisions as wanted, in any folder."""

from pathlib import Path

DEFAULT = Path(__file__).resolve().parent.parent / "oracle" / "default"

ENV = '''\
from alembic import context
from sqlalchemy import create_engine, pool

url = context.config.get_main_option("sqlalchemy.url")
if context.is_offline_mode():
    context.configure(url=url, literal_binds=True, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    with create_engine(url, poolclass=pool.NullPool).connect() as connection:
        context.configure(connection=connection, transaction_per_migration=True)
        with context.begin_transaction():
            context.run_migrations()
'''


def revision(number, upgrade, downgrade="pass", parent=None, width=4):
    """The text of one revision file; revision n is named r0000n and follows the one before."""
    down = parent if parent is not None else (f"r{number - 1:0{width}d}" if number > 1 else None)
    return f'''"""step {number}"""
import time

import sqlalchemy as sa
from alembic import op

revision = "r{number:0{width}d}"
down_revision = {down!r}
branch_labels = None
depends_on = None


def upgrade():
{indent(upgrade)}


def downgrade():
{indent(downgrade)}
'''


def indent(code):
    return "\n".join("    " + line if line else line for line in code.strip("\n").splitlines())


def make(folder, url, steps, env=ENV):
    """A project in `folder` with one revision for each (upgrade, downgrade) of steps."""
    folder = Path(folder)
    (folder / "versions").mkdir(parents=True)
    settings = (DEFAULT / "alembic.ini").read_text().replace("{{url}}", url.replace("%", "%%"))
    (folder / "alembic.ini").write_text(settings)
    (folder / "script.py.mako").write_text((DEFAULT / "script.py.mako").read_text())
    (folder / "env.py").write_text(env)
    width = max(4, len(str(len(steps))))
    for number, (upgrade, downgrade) in enumerate(steps, 1):
        text = revision(number, upgrade, downgrade, width=width)
        (folder / "versions" / f"{number:0{width}d}_step.py").write_text(text)
    return folder


def table_and_index(number):
    """One ordinary step: a table of several columns and an index."""
    name = f"thing_{number:05d}"
    return (
        f'''op.create_table(
    "{name}",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("name", sa.String(length=80), nullable=False),
    sa.Column("amount", sa.Numeric(10, 2), nullable=True),
    sa.Column("made", sa.DateTime(), server_default=sa.func.now(), nullable=False),
    sa.PrimaryKeyConstraint("id"),
)
op.create_index("ix_{name}_name", "{name}", ["name"], unique=False)''',
        f'op.drop_index("ix_{name}_name", table_name="{name}")\nop.drop_table("{name}")',
    )
