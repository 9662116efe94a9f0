"""texts"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "f1f1f1f1f1f1"
down_revision = None

box = sa.table("box", sa.column("id", sa.Integer), sa.column("label", sa.String), sa.column("order", sa.Integer))


def upgrade():
    for type_ in (sa.String(7), sa.Text(), sa.Numeric(5, 2), sa.Numeric(4), sa.Float(53), sa.DateTime(timezone=True),
                  sa.Enum("a", "bcd", name="e"), sa.JSON(), sa.Boolean(), sa.LargeBinary(), sa.DOUBLE_PRECISION(),
                  sa.TIMESTAMP(timezone=True), postgresql.JSONB(), postgresql.UUID(), postgresql.BYTEA(),
                  postgresql.TIMESTAMP(precision=3), postgresql.ENUM("a", "bcd", name="e"), postgresql.BIT(3),
                  postgresql.INTERVAL(precision=3), postgresql.ARRAY(sa.Text())):
        print(type_)
    for statement in (box.c.label.ilike("x%"), box.c.id.in_([1, 2]), box.c.label.startswith("x"), sa.select(box),
                      box.update().values(label="q").where(box.c.id == 1), box.insert().values(id=1), sa.func.now(),
                      sa.select(box.c.id).limit(5), sa.and_(box.c.id == 1, sa.not_(box.c.label.is_(None)))):
        print(" ".join(str(statement).split()))
    op.create_table("rack", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("code", sa.String(5)),
                    sa.Column("made", sa.DateTime(timezone=True)), sa.UniqueConstraint("code", name="uq_rack_code"))
    op.create_index("ix_rack_made", "rack", ["made"])
    inspector = sa.inspect(op.get_bind())
    for answer in (inspector.get_pk_constraint("rack"), *inspector.get_unique_constraints("rack"),
                   *inspector.get_indexes("rack")):
        print(sorted((key, repr(value)) for key, value in answer.items()))
    print([str(column["type"]) for column in inspector.get_columns("rack")])


def downgrade():
    op.drop_table("rack")
