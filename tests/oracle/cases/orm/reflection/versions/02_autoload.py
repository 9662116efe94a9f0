"""Table(autoload_with=…), a mapped class over it, a base of deferred reflection"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.ext.declarative import DeferredReflection
from sqlalchemy.orm import Session, declarative_base

revision = "082c4dd89649"
down_revision = "7baf295646b0"


def upgrade():
    bind = op.get_bind()
    op.create_table("loaded", sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.Integer, server_default="4"),
                    sa.Column("word", sa.String(20), nullable=False), sa.UniqueConstraint("word", name="uq_word"))
    op.create_index("ix_loaded_n", "loaded", ["n"])
    table = sa.Table("loaded", sa.MetaData(), autoload_with=bind)
    print([(column.name, str(column.type), column.nullable, column.primary_key) for column in table.columns],
          sorted(index.name for index in table.indexes))
    Base = declarative_base()

    class Loaded(Base):
        __table__ = table

    class Reflected(DeferredReflection):
        __abstract__ = True

    class Again(Reflected, declarative_base()):
        __tablename__ = "loaded"

    Reflected.prepare(bind)
    with Session(bind) as session:
        session.add(Loaded(word="x"))
        session.flush()
        print([(one.id, one.n, one.word) for one in session.scalars(sa.select(Again))])
        session.commit()
    inspector = sa.inspect(bind)
    print(inspector.get_unique_constraints("loaded")[0]["column_names"], inspector.has_table("nowhere"),
          [column["name"] for column in inspector.get_columns("loaded")])


def downgrade():
    op.drop_table("loaded")
