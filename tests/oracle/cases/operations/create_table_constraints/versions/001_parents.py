"""parents

Revision ID: 5e54b94b05e5
Revises:
Create Date: 2024-03-04 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "5e54b94b05e5"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "author",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(200), nullable=False),
        sa.Column("nick", sa.String(40), unique=True),
        sa.Column("age", sa.Integer()),
        sa.CheckConstraint("age >= 0", name="ck_author_age"),
        sa.CheckConstraint("length(email) > 3"),
        sa.UniqueConstraint("email", name="uq_author_email"),
        sa.UniqueConstraint("nick", "age"),
    )
    op.create_table(
        "pair",
        sa.Column("a", sa.Integer(), nullable=False),
        sa.Column("b", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("a", "b", name="pk_pair"),
    )


def downgrade():
    op.drop_table("pair")
    op.drop_table("author")
