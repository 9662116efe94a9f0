"""caught"""
import sqlalchemy as sa
from alembic import op

revision = "ca0e01"
down_revision = None


def upgrade():
    bind = op.get_bind()
    t = op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("word", sa.String(80)))
    op.bulk_insert(t, [{"id": 1, "word": "a"}, {"id": 2, "word": "b"}])

    numbers = iter(range(10, 100))

    def note(word):
        bind.execute(t.insert().values(id=next(numbers), word=word))

    try:
        with bind.begin_nested():
            note("is rolled back")
            bind.execute(t.insert().values(id=1, word="twice"))
    except sa.exc.IntegrityError as error:
        note(type(error).__name__)
    try:
        with bind.begin_nested():
            note("goes with its savepoint")
            with bind.begin_nested():
                note("goes with the outer one")
            raise ValueError("mine")
    except ValueError as error:
        note(str(error))
    nested = bind.begin_nested()
    note("is undone by hand")
    nested.rollback()
    for way in ("scalar_one", "one", "scalar_one_or_none", "one_or_none"):
        try:
            note(f"{way} {getattr(bind.execute(sa.select(t.c.id).where(t.c.id < 3)), way)()}")
        except sa.exc.MultipleResultsFound as error:
            note(f"{way}: {error}")
        try:
            note(f"{way} {getattr(bind.execute(sa.select(t.c.id).where(t.c.id < 0)), way)()}")
        except sa.exc.NoResultFound as error:
            note(f"{way}: {error}")


def downgrade():
    op.drop_table("t")
