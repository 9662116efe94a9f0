"""table

Revision ID: ce05fb034927
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
import json

from alembic import op
import sqlalchemy as sa

revision = "ce05fb034927"
down_revision = None
branch_labels = None
depends_on = None


class Stored(sa.types.TypeDecorator):
    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return json.dumps(value)


class ByDialect(sa.types.TypeDecorator):
    impl = sa.CHAR
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(sa.UUID())
        return dialect.type_descriptor(sa.CHAR(32))


def upgrade():
    op.create_table("t", sa.Column("id", ByDialect(), primary_key=True), sa.Column("s", Stored()))


def downgrade():
    op.drop_table("t")
