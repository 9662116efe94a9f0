import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "measure",
        sa.Column("word", postgresql.DOMAIN("word", sa.String(20), default="now()", not_null=True, collation="C")),
        sa.Column("at", postgresql.DOMAIN("moment", sa.Date, default=sa.text("CURRENT_DATE"))),
        sa.Column("number", postgresql.DOMAIN("number", sa.Integer, default="5", check="VALUE > 1", constraint_name="above_one")),
    )


def downgrade():
    op.drop_table("measure")
    for name in ("word", "moment", "number"):
        op.execute(f"DROP DOMAIN IF EXISTS {name}")
