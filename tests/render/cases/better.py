"""Where limbeck writes something else than Alembic, and why."""
import sqlalchemy as sa
from alembic.operations import ops
from render_case import differs, needs
from sqlalchemy import Column, Integer, MetaData, String, Table

import mytypes


@differs("a percent sign is doubled by psycopg2's dialect, and doubled again when the file runs",
         postgresql={"LIKE 'a%%'": "LIKE 'a%'", "a %% 2": "a % 2", "'100%%'": "'100%'"})
def percent_signs():
    return [Table("t", MetaData(), Column("a", Integer), Column("b", Integer, sa.Computed("a % 2")),
                  Column("c", String, server_default=sa.text("'100%'")), sa.CheckConstraint("c LIKE 'a%'", name="like"))]


@differs("quotes at the ends of a default are part of it", all={"server_default='x'": "server_default=\"'x'\""})
def quoted_default():
    return ops.AddColumnOp("t", Column("a", String, server_default="'x'"))


@differs("a colon after a blank would begin a bind", all={"' :a '": "' \\\\:a '", "' :c '": "' \\\\:c '"})
def colons():
    return Table("t", MetaData(), Column("a", String, server_default=sa.text(r"' \:a '")), Column("b", String),
                 sa.CheckConstraint(r"b <> 'a:b' AND b <> ' \:c '", name="no_bind"))


@differs("NullType is no name of sqlalchemy itself", all={"sa.NullType()": "sa.types.NullType()"})
def null_type():
    return ops.AlterColumnOp("t", "a", existing_type=sa.types.NullType(), modify_nullable=True)


@needs("import mytypes")
def types_of_the_project():
    return [Table("t", MetaData(), Column("a", mytypes.Lowered(9)), Column("b", mytypes.Guid()),
                  Column("c", sa.ARRAY(mytypes.Tag(5)).with_variant(sa.Text(), "sqlite")), Column("d", mytypes.Points(2)))]


@differs("ignore_fk is a text", all={"autoincrement=ignore_fk": "autoincrement='ignore_fk'"})
def autoincrement_despite_a_foreign_key():
    return Table("t", MetaData(), Column("id", Integer, primary_key=True, autoincrement="ignore_fk"))


@differs("without the sequence the key would be a SERIAL",
         postgresql={"sa.Column('id', sa.Integer(), nullable=False)":
                     "sa.Column('id', sa.Integer(), sa.Sequence('numbers', start=5), nullable=False)"})
def own_sequence():
    return Table("t", MetaData(), Column("id", Integer, sa.Sequence("numbers", start=5), primary_key=True))


@differs("the options of a constraint are kept", all={
    "sa.CheckConstraint('a > 0', name='c')": "sa.CheckConstraint('a > 0', name='c', deferrable=True)",
    "sa.PrimaryKeyConstraint('a')": "sa.PrimaryKeyConstraint('a', deferrable=True, initially='DEFERRED')"})
def constraints_in_full():
    return Table("t", MetaData(), Column("a", Integer), sa.CheckConstraint("a > 0", name="c", deferrable=True),
                 sa.PrimaryKeyConstraint("a", deferrable=True, initially="DEFERRED"))


@differs("op writes no comments of constraints",
         postgresql={"name='u')\n    )": "name='u')\n    )\n    op.execute(\"COMMENT ON CONSTRAINT u ON t IS 'note'\")"})
def comment_of_a_constraint():
    return Table("t", MetaData(), Column("a", Integer), sa.UniqueConstraint("a", name="u", comment="note"))


@differs("the USING of a change of type is kept", postgresql={
    "existing_nullable=True)": "existing_nullable=True,\n               postgresql_using='a::integer')"})
def postgresql_using():
    return ops.AlterColumnOp("t", "a", existing_type=sa.Text(), modify_type=Integer(), existing_nullable=True,
                             postgresql_using="a::integer")
