"""keys

Revision ID: 74f51608293a
Revises: 63e405f71829
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "74f51608293a"
down_revision = "63e405f71829"
branch_labels = None
depends_on = None


metadata = sa.MetaData()
numbered = sa.Table("numbered", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.String(20)))
named = sa.Table("named", metadata, sa.Column("id", sa.String(20), primary_key=True), sa.Column("n", sa.String(20)))
pairs = sa.Table("pairs", metadata, sa.Column("a", sa.Integer, primary_key=True),
                 sa.Column("b", sa.Integer, primary_key=True, server_default="3"))


def upgrade():
    bind = op.get_bind()
    bind.execute(numbered.insert().values(id=100, n="known"))
    found = []
    if bind.dialect.name == "postgresql":
        bind.execute(sa.text("SELECT setval('numbered_id_seq', 200)"))
    else:
        bind.execute(numbered.insert().values(id=200))
        bind.execute(numbered.delete().where(numbered.c.id == 100))
    for statement, parameters in (
        (numbered.insert().values(n="x"), None),
        (numbered.insert(), {"n": "y"}),
        (numbered.insert(), {"id": 300, "n": "z"}),
        (numbered.insert().values(id=301), None),
        (named.insert().values(id="k"), None),
        (named.insert().values(id=sa.func.lower("Q")), None),
        (pairs.insert().values(a=5), None),
        (pairs.insert(), {"a": 6, "b": 7}),
    ):
        result = bind.execute(statement, parameters) if parameters else bind.execute(statement)
        found.append(tuple(result.inserted_primary_key))
    assert found == [(201,), (202,), (300,), (301,), ("k",), ("q",), (5, 3), (6, 7)], found
    assert bind.execute(numbered.insert().values(n="r").returning(numbered.c.n)).scalar_one() == "r" \
        if bind.dialect.name == "sqlite" else True


def downgrade():
    op.execute(numbered.delete())
