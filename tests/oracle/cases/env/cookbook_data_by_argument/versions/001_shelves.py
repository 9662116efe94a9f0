import sqlalchemy as sa
from alembic import context, op

revision = "3ba2b522d10d"
down_revision = None


def upgrade():
    schema_upgrades()
    if context.get_x_argument(as_dictionary=True).get("data", None):
        data_upgrades()


def downgrade():
    if context.get_x_argument(as_dictionary=True).get("data", None):
        data_downgrades()
    schema_downgrades()


def schema_upgrades():
    op.create_table("shelf", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("label", sa.String(20)))


def schema_downgrades():
    op.drop_table("shelf")


def data_upgrades():
    shelf = sa.table("shelf", sa.column("id", sa.Integer()), sa.column("label", sa.String()))
    op.bulk_insert(shelf, [{"id": 1, "label": "north"}, {"id": 2, "label": "south"}])


def data_downgrades():
    op.execute("DELETE FROM shelf")
