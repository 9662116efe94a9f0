"""A session inside of autocommit_block, and what is committed before it"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

revision = "5262253ccc5e"
down_revision = "c5211aefbc58"


def upgrade():
    op.create_table("auto", sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.Integer))
    op.execute("INSERT INTO auto VALUES (1, 1)")
    with op.get_context().autocommit_block():
        op.create_index("ix_auto", "auto", ["n"], postgresql_concurrently=True)
        op.get_bind().execute(sa.text("INSERT INTO auto VALUES (2, 2)"))
    with Session(op.get_bind()) as session:
        print(session.scalars(sa.text("SELECT id FROM auto ORDER BY id")).all())
        session.execute(sa.text("UPDATE auto SET n = 5 WHERE id = 2"))
        session.commit()


def downgrade():
    op.drop_table("auto")
