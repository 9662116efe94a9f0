"""table

Revision ID: 64dbca30bbf3
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "64dbca30bbf3"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(20), nullable=True),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(5), server_default="x"),
        sa.Column("gone", sa.Text()),
        sa.CheckConstraint("age > 0", name="ck_age"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("code", "age", name="uq_code_age"),
    )
    op.create_index("ix_name", "person", ["name"])
    op.create_index("ix_code", "person", ["code"], unique=True)
    op.execute("INSERT INTO person (id, name, age, code, gone) VALUES (1, 'Ada', 36, 'a', 'g'), (2, NULL, 41, 'b', NULL)")


def downgrade():
    op.drop_table("person")
