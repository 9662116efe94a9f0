"""link

Revision ID: 8a7bff651c9b
Revises: 471a20937a7f
Create Date: 2024-03-01 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "8a7bff651c9b"
down_revision = "471a20937a7f"
branch_labels = None
depends_on = None


metadata = sa.MetaData()
author = sa.Table("author", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(40)))
book = sa.Table("book", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("title", sa.String(40)),
                sa.Column("author_name", sa.String(40)), sa.Column("author_id", sa.Integer),
                sa.Column("pages", sa.Integer))


def upgrade():
    op.add_column("book", sa.Column("author_id", sa.Integer()))
    bind = op.get_bind()
    names = bind.execute(sa.select(book.c.author_name).distinct().order_by(book.c.author_name)).scalars().all()
    for number, name in enumerate(names, 1):
        result = bind.execute(author.insert().values(id=number, name=name))
        assert result.inserted_primary_key[0] == number
    bind.execute(book.update().values(author_id=sa.select(author.c.id).where(author.c.name == book.c.author_name)
                                      .scalar_subquery()))
    query = (
        sa.select(book.c.title, author.c.name.label("who"), sa.func.count().over().label("n"))
        .select_from(book.join(author, book.c.author_id == author.c.id))
        .where(sa.or_(author.c.name == "x", book.c.pages.between(15, 25)))
        .order_by(book.c.title.desc())
        .limit(2)
    )
    rows = bind.execute(query).all()
    assert [(r.title, r.who, r.n) for r in rows] == [("C", "x", 3), ("B", "y", 3)], rows
    outer = sa.select(author.c.name, sa.func.sum(book.c.pages)).join_from(author, book,
        author.c.id == book.c.author_id, isouter=True).group_by(author.c.name).having(sa.func.count(book.c.id) > 1)
    assert [tuple(r) for r in bind.execute(outer)] == [("x", 10)]
    alias = book.alias("again")
    pairs = bind.execute(sa.select(sa.func.count()).select_from(book).join(alias, alias.c.author_id == book.c.author_id)
                         .where(alias.c.id != book.c.id)).scalar_one()
    assert pairs == 2
    assert bind.execute(sa.select(sa.literal(1)).where(sa.exists().where(book.c.pages.is_(None)))).scalar() == 1
    sub = sa.select(book.c.author_id.label("a"), sa.func.max(book.c.id).label("last")).group_by(book.c.author_id).subquery()
    latest = bind.execute(sa.select(sub.c.last).order_by(sub.c.a)).scalars().all()
    assert latest == [3, 2]
    assert bind.execute(book.delete().where(book.c.pages.is_(None))).rowcount == 1


def downgrade():
    with op.batch_alter_table("book") as batch:
        batch.drop_column("author_id")
