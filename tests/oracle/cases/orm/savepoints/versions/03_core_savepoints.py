"""Savepoints of the connection, with a session and operations inside of them"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

revision = "dde3c7a2af9d"
down_revision = "125216813faf"


def upgrade():
    bind = op.get_bind()
    op.create_table("safe", sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.Integer, nullable=False))
    savepoint = bind.begin_nested()
    op.execute("INSERT INTO safe VALUES (1, 1)")
    savepoint.commit()
    try:
        with bind.begin_nested():
            op.execute("INSERT INTO safe VALUES (2, 2)")
            op.execute("INSERT INTO safe VALUES (3, NULL)")
    except DBAPIError as error:
        print(type(error).__name__)
    with bind.begin_nested() as nested:
        with Session(bind) as session:
            session.execute(sa.text("INSERT INTO safe VALUES (4, 4)"))
            session.commit()
        nested.rollback()
    print(bind.execute(sa.text("SELECT * FROM safe ORDER BY id")).all())


def downgrade():
    op.drop_table("safe")
