"""shelf"""
import sqlalchemy as sa
from alembic import op

revision = "a1a1a1a1a1a1"
down_revision = None


def upgrade():
    bind = op.get_bind()
    inspector = sa.inspect(bind)
    assert "shelf" not in inspector.get_table_names()
    op.create_table("shelf", sa.Column("id", sa.Integer(), primary_key=True))
    assert "shelf" not in inspector.get_table_names()
    assert "shelf" in sa.inspect(bind).get_table_names()
    assert not inspector.has_table("book") and inspector.has_table("shelf")

    assert [column["name"] for column in inspector.get_columns("shelf")] == ["id"]
    op.add_column("shelf", sa.Column("label", sa.String(20)))
    op.create_index("ix_shelf_label", "shelf", ["label"])
    assert [column["name"] for column in inspector.get_columns("shelf")] == ["id"]
    assert [column["name"] for column in inspector.get_columns(table_name="shelf", schema=None)] == ["id"]
    assert [index["name"] for index in inspector.get_indexes("shelf")] == ["ix_shelf_label"]

    inspector.clear_cache()
    assert [column["name"] for column in inspector.get_columns("shelf")] == ["id", "label"]
    assert "shelf" in inspector.get_table_names()


def downgrade():
    inspector = sa.inspect(op.get_bind())
    if inspector.has_table("shelf"):
        op.drop_table("shelf")
    if "shelf" in inspector.get_table_names():  # asked for the first time here
        op.drop_table("shelf")
    if inspector.has_table("shelf"):
        op.create_table("trace", sa.Column("id", sa.Integer()))
        op.drop_table("trace")
