"""The driver's connection and cursor, exec_driver_sql"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

revision = "d42062948374"
down_revision = None


def upgrade():
    bind = op.get_bind()
    op.create_table("raw", sa.Column("id", sa.Integer, primary_key=True), sa.Column("word", sa.String(20)))
    sign = {"sqlite": "?", "postgresql": "%s"}[bind.dialect.name]
    cursor = bind.connection.cursor()
    cursor.execute(f"INSERT INTO raw (id, word) VALUES ({sign}, {sign})", (1, "it's 100%"))
    print(cursor.rowcount)
    cursor.executemany(f"INSERT INTO raw (id, word) VALUES ({sign}, {sign})", [(2, "two"), (3, None), (4, "four")])
    print(cursor.rowcount)
    cursor.execute("SELECT id, word FROM raw ORDER BY id")
    print([column[0] for column in cursor.description], cursor.fetchone(), cursor.fetchmany(2), cursor.fetchall(), cursor.fetchone())
    cursor.close()
    bind.exec_driver_sql(f"UPDATE raw SET word = {sign} WHERE id = {sign}", ("changed", 3))
    bind.exec_driver_sql(f"INSERT INTO raw (id, word) VALUES ({sign}, {sign})", [(5, "five"), (6, "six")])
    print(bind.exec_driver_sql("SELECT word FROM raw ORDER BY id").scalars().all())
    with Session(bind) as session:
        cursor = session.connection().connection.cursor()
        cursor.execute("DELETE FROM raw WHERE id > 4")
        print(cursor.rowcount, session.scalar(sa.text("SELECT count(*) FROM raw")))
        session.commit()


def downgrade():
    op.drop_table("raw")
