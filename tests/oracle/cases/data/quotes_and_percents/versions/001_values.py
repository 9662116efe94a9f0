"""values"""
import sqlalchemy as sa
from alembic import op

revision = "d4a7a1"
down_revision = None


def upgrade():
    t = op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("doc", sa.JSON),
                        sa.Column("word", sa.String(80)))
    op.bulk_insert(t, [{"id": 1, "doc": {"it's": "100% 'sure' %s %(x)s", "a": ["\"", "\\", None]}, "word": "50%"},
                       {"id": 2, "doc": "it's", "word": "%(id)s ''"}])
    op.execute(t.insert().values(id=3, doc={"q": "'"}, word="'%'"))
    op.execute(t.update().where(t.c.word.like("5%")).values(word=t.c.word + "%"))
    op.execute("INSERT INTO t (id, word) VALUES (4, '100%')")
    op.execute(sa.text("INSERT INTO t (id, word) VALUES (5, '7% ' || :w)").bindparams(w="it's 8%"))
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        bind.exec_driver_sql("INSERT INTO t (id, word) VALUES (%(id)s, '100%% ' || %(w)s)", {"id": 6, "w": "%% %(w)s '"})
    else:
        bind.exec_driver_sql("INSERT INTO t (id, word) VALUES (?, '100%% ' || ?)", (6, "%% %(w)s '"))


def downgrade():
    op.drop_table("t")
