import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade():
    op.create_table("book", sa.Column("id", sa.Integer(), primary_key=True, comment=""), comment="")
    op.add_column("book", sa.Column("title", sa.String(10), comment=""))
    op.create_table_comment("book", "what is read")
    op.create_table_comment("book", "", existing_comment="what is read")
    op.alter_column("book", "title", comment="on the cover")
    op.alter_column("book", "title", comment="", existing_comment="on the cover")


def downgrade():
    op.drop_table_comment("book")
    op.drop_table("book")
