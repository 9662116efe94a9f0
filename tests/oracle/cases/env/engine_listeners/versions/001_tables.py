"""tables"""
import sqlalchemy as sa
from alembic import op

revision = "aaa111"
down_revision = None


def upgrade():
    op.create_table("parents", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table("children", sa.Column("id", sa.Integer, primary_key=True),
                    sa.Column("parent", sa.Integer, sa.ForeignKey("parents.id", ondelete="CASCADE")))
    op.execute("INSERT INTO parents (id) VALUES (1), (2)")
    op.execute("INSERT INTO children (id, parent) VALUES (1, 1), (2, 2)")
    op.execute("DELETE FROM parents WHERE id = 1")


def downgrade():
    op.drop_table("children")
    op.drop_table("parents")
