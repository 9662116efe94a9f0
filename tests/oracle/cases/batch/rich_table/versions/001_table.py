"""table

Revision ID: 6d07ad35ba45
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "6d07ad35ba45"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "rich",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("parent_id", sa.Integer(), sa.ForeignKey("rich.id", name="fk_self")),
        sa.Column("a", sa.String(10), server_default="it's"),
        sa.Column("b", sa.Numeric(8, 2), server_default=sa.text("1.5")),
        sa.Column("c", sa.DateTime(), server_default=sa.text("(CURRENT_TIMESTAMP)")),
        sa.Column("d", sa.Boolean(), nullable=False, server_default=sa.text("0")),
        sa.Column("e", sa.JSON()),
        sa.Column("f", sa.LargeBinary()),
        sa.UniqueConstraint("a", "b", name="uq_ab"),
    )
    op.create_index("ix_part", "rich", ["a"], sqlite_where=sa.text("d = 1"))
    op.create_index("ix_two", "rich", ["b", "d"], unique=True)
    op.execute("INSERT INTO rich (id, parent_id, a, c, e, f) VALUES (1, NULL, 'é', '2024-01-01', '{}', x'00ff')")
    op.execute("INSERT INTO rich (id, parent_id, b, c, d) VALUES (2, 1, 2.5, NULL, 1)")


def downgrade():
    op.drop_table("rich")
