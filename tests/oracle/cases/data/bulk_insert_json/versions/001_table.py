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
            {"id": uuid.UUID(int=3), "j": {"expression": {"node": "null"}}, "jb": {"value": 1}, "a": [], "n": None, "e": None},
        ],
    )
    # More rows than go into one statement, and rows of several shapes beside each other.
    op.bulk_insert(t, [{"id": uuid.UUID(int=number), "j": number, "a": [str(number)]} for number in range(10, 1700)])
    op.bulk_insert(t, [{"id": uuid.UUID(int=number), "e": "y"} for number in range(2000, 2003)], multiinsert=False)


def downgrade():
    op.drop_table("docs")
    op.execute("DROP TYPE letter")
