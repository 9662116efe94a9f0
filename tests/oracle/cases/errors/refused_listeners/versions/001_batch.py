"""batch"""
import sqlalchemy as sa
from alembic import op

revision = "aaa111"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("a", sa.Integer), sa.Column("b", sa.Integer))

    def wider(inspector, table, column):
        if column["name"] == "a":
            column["type"] = sa.BigInteger()

    listeners = [("column_reflect", wider)]

    with op.batch_alter_table("t", reflect_kwargs={"listeners": listeners}) as batch_op:
        batch_op.drop_column("b")


def downgrade():
    op.drop_table("t")
