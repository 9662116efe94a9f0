"""percent % signs

Revision ID: 85a627193b4c
Revises: 
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "85a627193b4c"
down_revision = None
branch_labels = None
depends_on = None


share = sa.table("share", sa.column("id", sa.Integer), sa.column("rate %", sa.String))


def upgrade():
    op.create_table(
        "share",
        sa.Column("id", sa.Integer(), sa.CheckConstraint("id % 2 = 1", name="ck_odd"), primary_key=True),
        sa.Column("rate %", sa.String(20), server_default="100%"),
        sa.Column("other", sa.String(20), server_default=sa.text("'5%'"), comment="in % of all"),
        sa.CheckConstraint("other LIKE '%5%'", name="ck_other"),
        comment="50% done",
    )
    op.create_index("ix_%", "share", ["rate %"])
    op.create_index("ix_part", "share", ["other"], postgresql_where=sa.text("other LIKE 'a%'"),
                    sqlite_where=sa.text("other LIKE 'a%'"))
    op.execute("INSERT INTO share (id, other) VALUES (1, '15%')")
    op.execute(sa.text("INSERT INTO share (id, other) VALUES (3, :v)").bindparams(v="25%"))
    op.execute(share.insert().values({"id": 5, "rate %": "1%"}))
    op.execute(share.update().where(share.c["rate %"].like("1%")).values({"rate %": op.inline_literal("2%")}))
    op.execute(share.update().where(share.c.id % 5 == 0).values(id=7))
    op.bulk_insert(share, [{"id": 9, "rate %": "9%"}])


def downgrade():
    op.drop_index("ix_%", "share")
    op.execute("DELETE FROM share WHERE other LIKE '%'")
    op.drop_table("share")
