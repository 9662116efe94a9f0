"""table

Revision ID: f8a602ec8e35
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
import logging
import textwrap

from alembic import op
from helpers import KINDS, stamps
import sqlalchemy as sa

revision = "f8a602ec8e35"
down_revision = None
branch_labels = None
depends_on = None


logger = logging.getLogger("alembic.runtime.migration")


def upgrade():
    logger.info("making %d kinds", len(KINDS))
    op.create_table("kind", sa.Column("name", sa.String(10), primary_key=True), *stamps())
    for kind in KINDS:
        op.execute(textwrap.dedent(f"""\
            INSERT INTO kind (name) VALUES ('{kind}')"""))


def downgrade():
    op.drop_table("kind")
