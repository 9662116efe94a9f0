import json
import os

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None

note = sa.table("note", sa.column("id", sa.Integer), sa.column("body", sa.JSON))


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("body", sa.JSON()))


def downgrade():
    op.drop_table("note")
