"""a table with an enum of another schema"""
import sqlalchemy as sa
from alembic import op

revision = "e1a0c1"
down_revision = None


def tables():
    metadata = sa.MetaData()
    yield sa.Table("plain", metadata, sa.Column("k", sa.Enum("a", "b", name="kind")))
    yield sa.Table("far", metadata, sa.Column("k", sa.Enum("a", "b", name="kind", schema="elsewhere")), schema="elsewhere")
    yield sa.Table("heir", metadata, sa.Column("k", sa.Enum("d", name="kept", inherit_schema=True)), schema="elsewhere")
    yield sa.Table("near", metadata, sa.Column("k", sa.Enum("c", name="other", schema="elsewhere")))


def upgrade():
    op.execute("CREATE SCHEMA IF NOT EXISTS elsewhere")
    for table in tables():
        table.create(op.get_bind())


def downgrade():
    for table in tables():
        table.drop(op.get_bind())
