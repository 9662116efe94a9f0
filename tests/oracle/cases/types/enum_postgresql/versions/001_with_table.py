"""with table

Revision ID: da5751732aed
Revises:
Create Date: 2024-03-07 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "da5751732aed"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("job", sa.Column("id", sa.Integer(), primary_key=True),
                    sa.Column("state", sa.Enum("new", "done", "it's", name="jobstate"), nullable=False,
                              server_default="new"))
    op.execute("INSERT INTO job (id, state) VALUES (1, 'it''s')")


def downgrade():
    op.drop_table("job")
    sa.Enum(name="jobstate").drop(op.get_bind(), checkfirst=False)
