"""key

Revision ID: 810cd750b779
Revises: 61c2d528b103
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "810cd750b779"
down_revision = "61c2d528b103"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("t", sa.Column("p_id", sa.Integer, sa.ForeignKey("p.id", name="fk_t_p", ondelete="SET NULL")))


def downgrade():
    op.drop_constraint("fk_t_p", "t", type_="foreignkey")
    op.drop_column("t", "p_id")
