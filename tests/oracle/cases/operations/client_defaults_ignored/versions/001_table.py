"""table

Revision ID: 9e604ab6f11d
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
import datetime
import uuid

from alembic import op
import sqlalchemy as sa

revision = "9e604ab6f11d"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "quiet",
        sa.Column("id", sa.UUID(), primary_key=True, default=uuid.uuid4),
        sa.Column("made", sa.DateTime(), default=datetime.datetime.utcnow, onupdate=datetime.datetime.utcnow),
        sa.Column("kind", sa.String(5), default="x", doc="what it is", info={"shown": True}),
        sa.Column("flag", sa.Boolean(), default=False, key="the_flag"),
        info={"about": "nothing"},
    )


def downgrade():
    op.drop_table("quiet")
