"""chained

Revision ID: aaa111
Revises:
Create Date: 2024-03-03 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "aaa111"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("one", sa.Column("id", sa.Integer(), primary_key=True))
    connection = op.get_bind()
    connection.execute(sa.text("INSERT INTO one (id) VALUES (1)"))
    try:
        # The second row of that key is refused.
        connection.execute(sa.text("INSERT INTO one (id) VALUES (1)"))
    except sa.exc.IntegrityError as error:
        raise RuntimeError("the rows are wrong") from error


def downgrade():
    op.drop_table("one")
