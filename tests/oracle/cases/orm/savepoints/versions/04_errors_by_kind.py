"""The classes of errors that a driver raises, in SQLAlchemy's words"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session

revision = "3c0872f55727"
down_revision = "dde3c7a2af9d"


def upgrade():
    op.create_table("kind", sa.Column("id", sa.Integer, primary_key=True),
                    sa.Column("n", sa.Integer, sa.CheckConstraint("n > 0", name="ck_positive")))
    statements = ["INSERT INTO kind VALUES (1, -1)", "INSERT INTO kind VALUES (2, 2), (2, 3)", "SELECT nothing FROM kind",
                  "SELECT * FROM nowhere", "SELEC 1"]
    with Session(op.get_bind()) as session:
        for statement in statements:
            try:
                with session.begin_nested():
                    session.execute(sa.text(statement))
            except DBAPIError as error:
                kinds = [kind.__name__ for kind in (DataError, IntegrityError, OperationalError, ProgrammingError)
                         if isinstance(error, kind)]
                print(kinds, str(error.orig).splitlines()[0], error.statement, error.connection_invalidated)
        session.execute(sa.text("INSERT INTO kind VALUES (3, 3)"))
        session.commit()


def downgrade():
    op.drop_table("kind")
