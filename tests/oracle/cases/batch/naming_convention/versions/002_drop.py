"""drop

Revision ID: d491e632bcbb
Revises: 5df29f1c2be2
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op

revision = "d491e632bcbb"
down_revision = "5df29f1c2be2"
branch_labels = None
depends_on = None


NAMES = {
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
}


def upgrade():
    with op.batch_alter_table("c", naming_convention=NAMES) as batch_op:
        batch_op.drop_constraint("fk_c_p_id_p", type_="foreignkey")
        batch_op.drop_constraint("uq_c_u", type_="unique")


def downgrade():
    with op.batch_alter_table("c", naming_convention=NAMES) as batch_op:
        batch_op.create_foreign_key("fk_c_p_id_p", "p", ["p_id"], ["id"])
        batch_op.create_unique_constraint("uq_c_u", ["u"])
