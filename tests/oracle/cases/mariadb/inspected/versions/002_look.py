"""look

Revision ID: 3aec2a8fe610
Revises: 1cc31c9d4c04
Create Date: 2024-05-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "3aec2a8fe610"
down_revision = "1cc31c9d4c04"
branch_labels = None
depends_on = None


def upgrade():
    inspector = sa.inspect(op.get_bind())
    found = [
        ",".join(sorted(name for name in inspector.get_table_names() if name in ("p", "t", "seen", "none"))),
        ",".join(f"{column['name']}:{column['type']}:{column['nullable']}:{column['default']}" for column in inspector.get_columns("t")),
        ",".join(f"{index['name']}{index['column_names']}{index['unique']}" for index in sorted(inspector.get_indexes("t"), key=lambda i: i["name"])),
        ",".join(f"{key['name']}:{key['constrained_columns']}:{key['referred_table']}" for key in inspector.get_foreign_keys("t")),
        ",".join(f"{check['name']}:{check['sqltext']}" for check in inspector.get_check_constraints("t")),
        ",".join(f"{unique['name']}:{unique['column_names']}" for unique in inspector.get_unique_constraints("t")),
        str(inspector.get_pk_constraint("t")["constrained_columns"]) + str(inspector.get_table_comment("t")["text"]),
        str(inspector.has_table("none")) + str(inspector.has_table("t")),
    ]
    seen = sa.table("seen", sa.column("n", sa.Integer), sa.column("what", sa.String))
    op.bulk_insert(seen, [{"n": n, "what": what} for n, what in enumerate(found)])


def downgrade():
    op.execute("DELETE FROM seen")
