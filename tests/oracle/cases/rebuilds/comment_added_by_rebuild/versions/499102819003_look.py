"""What has become of the table

Revision ID: 499102819003
Revises: 499102819002
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "499102819003"
down_revision = "499102819002"
branch_labels = None
depends_on = None


def upgrade():
    bind = op.get_bind()
    for row in bind.execute(sa.text("SELECT conname::text, pg_get_constraintdef(oid) FROM pg_constraint "
                                    "WHERE conrelid = 't'::regclass")):
        print(tuple(row))
    inspector = sa.inspect(bind)
    print("COMMENT t", inspector.get_table_comment("t")["text"])
    for column in inspector.get_columns("t"):
        print("COMMENT", column["name"], column["comment"])
    for row in bind.execute(sa.text("SELECT * FROM t ORDER BY 1")):
        print(tuple(row))


def downgrade():
    pass
