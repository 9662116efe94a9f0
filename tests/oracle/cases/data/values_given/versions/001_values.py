import datetime
import enum
import uuid

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


class Size(enum.Enum):
    small = 1
    large = 2


class Other(enum.Enum):
    small = 1


def upgrade():
    bind = op.get_bind()
    given = op.create_table(
        "given", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("flag", sa.Boolean()),
        sa.Column("u", sa.Uuid()), sa.Column("text", sa.Uuid(as_uuid=False)), sa.Column("span", sa.Interval()),
        sa.Column("size", sa.Enum(Size, name="size", native_enum=False)),
        sa.Column("word", sa.Enum("a", "b", name="word", native_enum=False)), sa.Column("j", sa.JSON()),
        sa.Column("at", sa.DateTime()), sa.Column("day", sa.Date()), sa.Column("hour", sa.Time()))
    notes = op.create_table("notes", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("words", sa.String(300)))
    found = []
    good = [
        {"flag": 1}, {"flag": 0}, {"flag": 1.0}, {"flag": None}, {"u": uuid.UUID(int=5)},
        {"text": "ABCDEF12-1234-1234-1234-123456789abc"}, {"span": datetime.timedelta(days=1, seconds=5)},
        {"size": Size.large}, {"size": "small"}, {"word": "a"}, {"word": "c"}, {"j": sa.JSON.NULL}, {"j": None},
        {"j": sa.null()}, {"at": datetime.datetime(2020, 1, 2, 3, 4)}, {"day": datetime.date(2020, 1, 2)},
        {"hour": datetime.time(1, 2)}]
    for number, values in enumerate(good):
        bind.execute(sa.insert(given).values(id=number, **values))
    op.bulk_insert(given, [{"id": 100 + number, **values} for number, values in enumerate(good)], multiinsert=False)
    for number in range(len(good)):
        [(name, _)] = good[number].items()
        if good[number] == {"word": "c"}:
            continue
        column = given.c[name]
        for key in (number, 100 + number):
            found.append(f"{name}: {bind.execute(sa.select(column).where(given.c.id == key)).scalar()!r}")
    found.append(repr(bind.execute(sa.select(given.c.id).where(given.c.j.is_(None), given.c.id > 10)
                                   .order_by(given.c.id)).scalars().all()))
    same = sa.select(given.c.id).order_by(given.c.id)
    found.append(repr(bind.execute(same.where(given.c.text == "abcdef12-1234-1234-1234-123456789abc")).all()))
    found.append(repr(bind.execute(same.where(given.c.size.in_([Size.large, "small"]))).all()))
    bad = [{"flag": 5}, {"flag": "x"}, {"size": Other.small}, {"size": 7}, {"word": 7}]
    if bind.dialect.name == "sqlite":
        bad += [{"at": "2020-01-02"}, {"day": "2020-01-02"}, {"hour": "01:02"}, {"u": str(uuid.UUID(int=5))},
                {"at": datetime.time(1)}, {"day": datetime.time(1)}]
    for values in bad:
        try:
            with bind.begin_nested():
                bind.execute(sa.insert(given).values(id=1000, **values))
            found.append(f"{values} is taken")
        except sa.exc.StatementError as error:
            found.append(f"{values}: {type(error.orig).__name__} {error.orig}")
    bind.execute(sa.insert(notes), [{"id": number, "words": words} for number, words in enumerate(found)])


def downgrade():
    op.drop_table("notes")
    op.drop_table("given")
