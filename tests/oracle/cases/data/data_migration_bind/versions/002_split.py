"""split

Revision ID: 6e6d258e9afb
Revises: cbc29730f294
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "6e6d258e9afb"
down_revision = "cbc29730f294"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("p", sa.Column("first", sa.String(20)))
    op.add_column("p", sa.Column("last", sa.String(20)))
    bind = op.get_bind()
    rows = bind.execute(sa.text('SELECT id, "full" AS whole FROM p ORDER BY id')).fetchall()
    for row in rows:
        id_, whole = row
        assert row.id == id_ and row[1] == whole == row.whole and row._mapping["whole"] == whole
        first, _, last = whole.partition(" ")
        bind.execute(sa.text("UPDATE p SET first = :f, last = :l WHERE id = :i"), {"f": first, "l": last or None, "i": id_})
    count = bind.execute(sa.text("SELECT count(*) FROM p")).scalar()
    assert count == 3
    one = bind.execute(sa.text("SELECT id FROM p WHERE first = :f"), {"f": "Ada"}).fetchone()
    assert one[0] == 1
    none = bind.execute(sa.text("SELECT id FROM p WHERE id = 99")).first()
    assert none is None
    names = [m["first"] for m in bind.execute(sa.text("SELECT first FROM p ORDER BY first")).mappings().all()]
    assert names == ["Ada", "Alan", "Plato"]
    ids = bind.execute(sa.text("SELECT id FROM p ORDER BY id DESC")).scalars().all()
    assert ids == [3, 2, 1]
    done = bind.execute(sa.text("UPDATE p SET n = n + 1 WHERE n IS NOT NULL"))
    assert done.rowcount == 2
    assert bind.scalar(sa.text("SELECT max(n) FROM p")) == 5
    bind.execute(sa.text("INSERT INTO p (id, \"full\") VALUES (:id, :w)"), [{"id": 10, "w": "x"}, {"id": 11, "w": "y"}])
    assert bind.dialect.name in ("sqlite", "postgresql")
    assert [r.id for r in bind.execute(sa.text("SELECT id FROM p WHERE id >= 10 ORDER BY id"))] == [10, 11]
    assert bind.execute(sa.text("SELECT id FROM p WHERE id = 10")).scalar_one() == 10
    assert bind.execute(sa.text("SELECT id FROM p WHERE id = 77")).scalar_one_or_none() is None


def downgrade():
    bind = op.get_bind()
    for id_, first, last in bind.execute(sa.text("SELECT id, first, last FROM p WHERE id < 10")):
        bind.execute(sa.text('UPDATE p SET "full" = :w WHERE id = :i'), {"w": " ".join(filter(None, (first, last))), "i": id_})
    with op.batch_alter_table("p") as batch:
        batch.drop_column("last")
        batch.drop_column("first")
