"""indexes

Revision ID: 79e3923cb7e1
Revises: 360f4a95cc61
Create Date: 2024-03-04 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "79e3923cb7e1"
down_revision = "360f4a95cc61"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_last", "person", ["last"])
    op.create_index(op.f("ix_person_both"), "person", ["last", "first"], unique=True)
    op.create_index("ix_lower", "person", [sa.text("lower(last)")])
    op.create_index("ix_func", "person", [sa.func.lower(sa.column("first")), "born"])
    op.create_index("ix_desc", "person", [sa.text("born DESC")], unique=False)
    op.create_index("ix_desc2", "person", [sa.column("born").desc(), "last"])
    op.create_index("ix_again", "person", ["last"], if_not_exists=True)


def downgrade():
    op.drop_index("ix_again", "person", if_exists=True)
    op.drop_index("ix_desc2", table_name="person")
    op.drop_index("ix_desc", table_name="person")
    op.drop_index("ix_func", table_name="person")
    op.drop_index("ix_lower", table_name="person")
    op.drop_index(op.f("ix_person_both"), table_name="person")
    op.drop_index("ix_last")
