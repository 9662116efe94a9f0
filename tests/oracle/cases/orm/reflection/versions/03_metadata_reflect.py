"""MetaData.reflect, copying rows between reflected tables in foreign key order"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

revision = "ada579c5d710"
down_revision = "082c4dd89649"


def upgrade():
    bind = op.get_bind()
    op.create_table("one", sa.Column("id", sa.Integer, primary_key=True), sa.Column("v", sa.Numeric(8, 2)))
    op.create_table("two", sa.Column("id", sa.Integer, primary_key=True), sa.Column("one_id", sa.Integer, sa.ForeignKey("one.id")))
    metadata = sa.MetaData()
    metadata.reflect(bind, only=["one", "two"])
    print([table.name for table in metadata.sorted_tables], [str(key.target_fullname) for key in metadata.tables["two"].foreign_keys])
    with Session(bind) as session:
        for table in metadata.sorted_tables:
            session.execute(table.insert(), [{"id": n} for n in (1, 2)])
        session.execute(sa.text("UPDATE one SET v = id * 1.5"))
        one = metadata.tables["one"]
        print(session.execute(sa.select(one).order_by(one.c.id)).all())
        session.commit()


def downgrade():
    metadata = sa.MetaData()
    metadata.reflect(op.get_bind(), only=["one", "two"])
    metadata.drop_all(op.get_bind())
