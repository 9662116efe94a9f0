"""execute_values, execute_batch, RealDictCursor, Json"""
import sqlalchemy as sa
from alembic import op
from psycopg2.extras import DictCursor, Json, NamedTupleCursor, RealDictCursor, execute_batch, execute_values
from sqlalchemy.orm import Session

revision = "2a1de10f3ab0"
down_revision = None


def upgrade():
    bind = op.get_bind()
    op.create_table("extra", sa.Column("id", sa.Integer, primary_key=True), sa.Column("word", sa.Text), sa.Column("data", sa.JSON))
    connection = bind.connection.dbapi_connection
    with connection.cursor() as cursor:
        execute_values(cursor, "INSERT INTO extra (id, word) VALUES %s", [(n, f"w{n}%") for n in range(1, 250)])
        found = execute_values(cursor, "INSERT INTO extra (id, word) VALUES %s RETURNING id", [(n, None) for n in range(300, 305)],
                               template="(%s, coalesce(%s, 'none'))", fetch=True, page_size=2)
        print(found)
        execute_batch(cursor, "UPDATE extra SET word = %(word)s WHERE id = %(id)s", [{"id": n, "word": "it's"} for n in (1, 2, 3)])
        cursor.execute("UPDATE extra SET data = %s WHERE id = 4", (Json({"a": ["x'y", None]}),))
        cursor.execute("SELECT count(*) FROM extra WHERE word = 'it''s'")
        print(cursor.fetchone())
    for factory in (DictCursor, RealDictCursor, NamedTupleCursor):
        with connection.cursor(cursor_factory=factory) as cursor:
            cursor.execute("SELECT id, word, data FROM extra WHERE id IN %s ORDER BY id", ((3, 4),))
            print([dict(row) if factory is RealDictCursor else list(row) for row in cursor.fetchall()])
    print(Session(bind).scalar(sa.text("SELECT count(*) FROM extra")))


def downgrade():
    op.drop_table("extra")
