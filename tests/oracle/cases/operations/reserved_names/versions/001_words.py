"""words"""
import sqlalchemy as sa
from alembic import op

revision = "5e5e01"
down_revision = None
WORDS = ("window", "order", "user", "group", "limit", "offset", "references", "analyze", "array", "both", "check",
         "collate", "default", "desc", "distinct", "do", "end", "except", "for", "from", "grant", "having", "in", "into",
         "leading", "not", "null", "on", "only", "or", "placing", "select", "some", "table", "then",
         "to", "trailing", "union", "unique", "using", "variadic", "when", "where", "with", "abort", "action", "index",
         "key", "plan", "pragma", "query", "row", "temp", "vacuum", "value", "values", "name", "Mixed", "1st", "a b", "ü")


def upgrade():
    op.create_table("window", *(sa.Column(word, sa.Integer) for word in WORDS),
                    sa.PrimaryKeyConstraint("order", name="group"), sa.UniqueConstraint("user", name="unique"))
    op.create_index("index", "window", ["window", "limit"])
    op.add_column("window", sa.Column("primary", sa.Integer))


def downgrade():
    op.drop_index("index", table_name="window")
    op.drop_table("window")
