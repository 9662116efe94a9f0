"""indexes

Revision ID: 0f8408d94d5e
Revises: 0d0f9f02c342
Create Date: 2024-03-04 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "0f8408d94d5e"
down_revision = "0d0f9f02c342"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_where", "doc", ["title"], unique=True, postgresql_where=sa.text("state = 'live'"))
    op.create_index("ix_where2", "doc", ["title"], postgresql_where=sa.column("state").is_(None))
    op.create_index("ix_using", "doc", ["body"], postgresql_using="gin")
    op.create_index("ix_words", "doc", ["words"], unique=False, postgresql_using="gin")
    op.create_index("ix_ops", "doc", ["title"], postgresql_ops={"title": "text_pattern_ops"})
    op.create_index("ix_path", "doc", ["body"], postgresql_using="gin", postgresql_ops={"body": "jsonb_path_ops"})
    op.create_index("ix_include", "doc", ["title"], postgresql_include=["state"])
    op.create_index("ix_with", "doc", ["state"], postgresql_with={"fillfactor": 50})
    op.create_index("ix_nulls", "doc", ["state"], unique=True, postgresql_nulls_not_distinct=True)
    op.create_index("ix_expr", "doc", [sa.text("(body ->> 'kind')"), sa.text("title DESC NULLS LAST")])


def downgrade():
    for name in ("expr", "nulls", "with", "include", "path", "ops", "words", "using", "where2", "where"):
        op.drop_index(f"ix_{name}", table_name="doc", postgresql_using="gin")
