"""inspect

Revision ID: b7f20e751d3a
Revises: 1a27e4a9b306
Create Date: 2024-03-04 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "b7f20e751d3a"
down_revision = "1a27e4a9b306"
branch_labels = None
depends_on = None


def upgrade():
    bind = op.get_bind()
    inspector = sa.inspect(bind)
    assert sorted(inspector.get_table_names()) == ["alembic_version", "child", "parent"]
    assert inspector.has_table("child") and not inspector.has_table("nothing")
    columns = {c["name"]: c for c in inspector.get_columns("child")}
    assert list(columns) == ["id", "parent_id", "code"]
    assert columns["code"]["nullable"] is False and columns["parent_id"]["nullable"] is True
    assert isinstance(columns["code"]["type"], sa.String) and columns["code"]["type"].length == 5
    assert [i["name"] for i in inspector.get_indexes("parent")] == ["ix_parent_n"]
    keys = inspector.get_foreign_keys("child")
    assert keys[0]["referred_table"] == "parent" and keys[0]["constrained_columns"] == ["parent_id"]
    assert inspector.get_pk_constraint("child")["constrained_columns"] == ["id"]
    assert [u["name"] for u in inspector.get_unique_constraints("child")] == ["uq_code"]
    if "extra" not in columns:
        op.add_column("child", sa.Column("extra", sa.Integer()))
    parent = sa.Table("parent", sa.MetaData(), autoload_with=bind)
    bind.execute(parent.insert().values(id=1, n="one"))
    assert bind.execute(sa.select(parent.c.n)).scalar() == "one"


def downgrade():
    op.execute("DELETE FROM parent")
    with op.batch_alter_table("child") as batch:
        batch.drop_column("extra")
