"""lamps"""
import sqlalchemy as sa
from alembic import op

revision = "d1d1d1d1d1d1"
down_revision = None


def upgrade():
    op.create_table("lamp", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("colour", sa.String(10)))
    op.execute("""
        UPDATE lamp
        SET colour = 'red'

        WHERE id = 1
        """)
    op.execute(sa.text("""\tDELETE FROM lamp\twhere id = 2;
    """))
    op.get_bind().execute(sa.text("""

    SELECT 1
    """))
    op.add_column("lamp", sa.Column("watt", sa.Integer()))


def downgrade():
    op.drop_table("lamp")
