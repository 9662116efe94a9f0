"""tables"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import event

revision = "aaa111"
down_revision = None


def upgrade():
    bind = op.get_bind()
    op.create_table("parents", sa.Column("id", sa.Integer, primary_key=True), sa.Column("word", sa.String(9)))
    op.create_table("children", sa.Column("id", sa.Integer, primary_key=True),
                    sa.Column("parent_id", sa.Integer, sa.ForeignKey("parents.id", name="fk")),
                    sa.Column("size", sa.Integer, server_default="4"), sa.UniqueConstraint("size", name="uq"))
    op.create_index("ix", "children", ["parent_id", "size"])
    metadata = sa.MetaData()

    @event.listens_for(metadata, "column_reflect")
    def keyed(inspector, table, column):
        column["key"] = "the_" + column["name"]
        if column["name"] == "size":
            column["type"] = sa.BigInteger()
            column["default"] = "5"

    children = sa.Table("children", metadata, autoload_with=bind)
    bind.execute(metadata.tables["parents"].insert().values(the_id=1, the_word="x"))
    bind.execute(children.insert().values(the_parent_id=1, the_size=7))
    op.execute(sa.text("DROP TABLE children"))
    children.create(bind)


def downgrade():
    op.drop_table("children")
    op.drop_table("parents")
