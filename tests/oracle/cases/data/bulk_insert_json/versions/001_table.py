"""table

Revision ID: 90d17830b459
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
import uuid

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "90d17830b459"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    t = op.create_table(
        "docs",
        sa.Column("id", sa.UUID(), primary_key=True),
        sa.Column("j", sa.JSON()),
        sa.Column("jb", postgresql.JSONB()),
        sa.Column("a", postgresql.ARRAY(sa.String())),
        sa.Column("n", sa.ARRAY(sa.Integer())),
        sa.Column("e", sa.Enum("x", "y", name="letter")),
    )
    op.bulk_insert(
        t,
        [
            {"id": uuid.UUID(int=1), "j": {"a": [1, None, "é"]}, "jb": {"k": 'quo"te'}, "a": ["p", "q,r", 'x"y'],
             "n": [1, 2], "e": "x"},
            {"id": uuid.UUID(int=2), "j": None, "jb": [], "a": [], "n": None, "e": None},
        ],
    )


def downgrade():
    op.drop_table("docs")
    op.execute("DROP TYPE letter")
