"""circle

Revision ID: 3833fab45e86
Revises: e76779298c94
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op

revision = "3833fab45e86"
down_revision = "e76779298c94"
branch_labels = None
depends_on = None


def upgrade():
    op.create_foreign_key("fk_of", "pair", "uses", ["of"], ["id"])


def downgrade():
    op.drop_constraint("fk_of", "pair", type_="foreignkey")
    op.drop_index("fk_of", "pair")
