import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"

metadata = sa.MetaData()
loan = sa.Table("Loan", metadata, sa.Column("Id", sa.Integer, primary_key=True, quote=False),
                sa.Column("who", sa.String(10), quote=True), sa.Index("Who", "who", quote=False), quote=False)
member = sa.Table("member", metadata, sa.Column("id", sa.Integer, primary_key=True),
                  sa.Index("ix_member", "id", quote=True), quote=True)


def upgrade():
    metadata.create_all(op.get_bind())
    op.execute(loan.insert().values(Id=1, who="Ada"))
    print(op.get_bind().execute(sa.select(loan.c.who).where(loan.c.Id == 1)).all())


def downgrade():
    metadata.drop_all(op.get_bind())
