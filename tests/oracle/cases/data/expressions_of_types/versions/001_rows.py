"""rows"""
import sqlalchemy as sa
from alembic import op

revision = "aaa111"
down_revision = None


class Upper(sa.types.UserDefinedType):
    cache_ok = True

    def get_col_spec(self):
        return "VARCHAR(20)"

    def bind_expression(self, bindvalue):
        return sa.func.upper(bindvalue)

    def column_expression(self, column):
        return sa.func.lower(column)


class Shouted(sa.types.TypeDecorator):
    impl = sa.String
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return value + "!"

    def process_result_value(self, value, dialect):
        return value + "?"

    def bind_expression(self, bindvalue):
        return sa.func.upper(bindvalue, type_=self)

    def column_expression(self, column):
        return sa.func.lower(column, type_=self)


def upgrade():
    bind = op.get_bind()
    log = op.create_table("log", sa.Column("said", sa.Text))
    t = op.create_table("t", sa.Column("a", Upper), sa.Column("b", Shouted))
    bind.execute(t.insert().values(a="x", b="y"))
    op.bulk_insert(t, [{"a": "q", "b": "z"}])
    bind.execute(t.update().values(b="w").where(t.c.a == "x"))
    said = [
        [tuple(row) for row in bind.execute(sa.select(t.c.a, t.c.b).order_by(t.c.a))],
        [row.b for row in bind.execute(sa.select(sa.select(t).subquery()).order_by(sa.text("b")))],
        [(row.a, row.b) for row in bind.execute(t.insert().values(a="R", b="S").returning(t))],
    ]
    op.bulk_insert(log, [{"said": str(what)} for what in said])


def downgrade():
    op.drop_table("t")
    op.drop_table("log")
