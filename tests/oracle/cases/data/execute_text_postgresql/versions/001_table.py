"""table

Revision ID: f6aebbb580db
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "f6aebbb580db"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("s", sa.String(40)))
    op.execute("INSERT INTO t SELECT x, x::text || 'q' FROM generate_series(1, 3) AS x")
    op.execute(sa.text("UPDATE t SET s = (:v)\\:\\:text WHERE id = 1").bindparams(v="one"))
    op.execute(sa.text("UPDATE t SET s = '{\"a\"\\: \"b\"}'::jsonb ->> 'a' WHERE id = 2"))
    op.execute(
        """
        CREATE FUNCTION shout(w text) RETURNS text LANGUAGE plpgsql AS $body$
        BEGIN
            IF w IS NULL THEN RETURN '\\:none; %'; END IF;
            RETURN upper(w) || '!';
        END;
        $body$
        """
    )
    op.execute("UPDATE t SET s = shout(s) WHERE id = 3")
    op.execute("CREATE VIEW loud AS SELECT id, shout(s) AS s FROM t")


def downgrade():
    op.execute("DROP VIEW loud")
    op.execute("DROP FUNCTION shout(text)")
    op.drop_table("t")
