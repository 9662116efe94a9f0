"""rows"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import declarative_base

revision = "aaa111"
down_revision = None

Base = declarative_base()


class Model(Base):
    __tablename__ = "models"
    id = sa.Column(sa.Integer, primary_key=True)
    word = sa.Column("the_word", sa.String(9))


def returned(bind):
    yield bind.execute(sa.insert(Model).values(word="x").returning(Model.id)).scalar_one()
    row = bind.execute(sa.insert(Model).values(word="y").returning(Model)).one()
    yield tuple(row), row._fields, row.id
    yield bind.execute(sa.update(Model).where(Model.id == 1).values(word="z").returning(Model.word)).scalars().all()
    yield bind.execute(sa.delete(Model).where(Model.id == 2).returning(Model)).mappings().all()


def reflected(bind):
    def told(table):
        return [(column.name, str(column.type), column.nullable) for column in table.c], len(table.foreign_keys)

    metadata = sa.MetaData()
    children = sa.Table("children", metadata, sa.Column("x", sa.Text), autoload_with=bind)
    yield told(children), sorted(metadata.tables), [str(key.column) for key in children.c.parent.foreign_keys]
    yield told(sa.Table("children", sa.MetaData(), include_columns=["id", "x"], autoload_with=bind))
    for more in ({}, {"autoload_replace": False}):
        metadata = sa.MetaData()
        table = sa.Table("children", metadata, sa.Column("x", sa.Text))
        again = sa.Table("children", metadata, autoload_with=bind, extend_existing=True, **more)
        yield table is again, told(again)
    metadata = sa.MetaData()
    sa.Table("children", metadata, autoload_with=bind, resolve_fks=False)
    yield sorted(metadata.tables)
    metadata = sa.MetaData()
    table = sa.Table("children", metadata, autoload_with=bind)
    yield table is sa.Table("children", metadata, autoload_with=bind)
    yield told(sa.Table("children", metadata, sa.Column("new", sa.Integer), extend_existing=True, autoload_with=bind))
    yield told(sa.Table("children", sa.MetaData(), sa.Column("parent", sa.BigInteger, sa.ForeignKey("parents.id")),
                        autoload_with=bind))
    metadata = sa.MetaData()
    parents = sa.Table("parents", metadata, autoload_with=bind)
    children = sa.Table("children", metadata, autoload_with=bind)
    yield str(sa.select(parents.join(children)))


def upgrade():
    bind = op.get_bind()
    log = op.create_table("log", sa.Column("said", sa.Text))
    Base.metadata.create_all(bind)
    op.create_table("parents", sa.Column("id", sa.Integer, primary_key=True), sa.Column("w", sa.String(5)))
    op.create_table("children", sa.Column("id", sa.Integer, primary_key=True),
                    sa.Column("parent", sa.Integer, sa.ForeignKey("parents.id", name="fk")),
                    sa.Column("x", sa.String(7), server_default="q"), sa.Column("y", sa.Integer))
    op.create_index("ix", "children", ["x", "y"])
    for what in (*returned(bind), *reflected(bind)):
        op.bulk_insert(log, [{"said": str(what)}])


def downgrade():
    for name in ("children", "parents", "models", "log"):
        op.drop_table(name)
