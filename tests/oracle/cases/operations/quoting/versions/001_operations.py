import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql import quoted_name

revision = "1"
down_revision = None


def upgrade():
    op.create_table(
        quoted_name("Shelf", False),
        sa.Column("Id", sa.Integer(), primary_key=True, quote=False),
        sa.Column("Mixed", sa.String(10)),
        sa.Column("low", sa.String(10), quote=True),
    )
    op.add_column(quoted_name("Shelf", False), sa.Column("Added", sa.Integer(), quote=False))
    op.create_index(quoted_name("IX_low", False), quoted_name("Shelf", False), ["low"])


def downgrade():
    op.drop_index(quoted_name("IX_low", False), quoted_name("Shelf", False))
    op.drop_table(quoted_name("Shelf", False))
