"""data

Revision ID: ccc333
Revises: bbb222

"""
from alembic import op
import sqlalchemy as sa

revision = "ccc333"
down_revision = "bbb222"
branch_labels = None
depends_on = None


async def fill(connection, number, word="none"):
    await connection.execute(sa.text("INSERT INTO two (id) VALUES (:a)"), {"a": number})
    found = await connection.execute(sa.text("SELECT count(*) FROM two"))
    return type(connection).__name__, found.scalar(), word


async def fails(connection):
    raise ValueError("no")


def upgrade():
    if op.get_context().as_sql:
        return
    print(op.run_async(fill, 1, word="some"))
    try:
        op.run_async(fails)
    except ValueError as error:
        print(error)


def downgrade():
    op.execute("DELETE FROM two")
