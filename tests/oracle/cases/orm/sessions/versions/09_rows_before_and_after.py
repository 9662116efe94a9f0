"""Objects of a table that the same revision changes by operations"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base

revision = "a596615d69b6"
down_revision = "874d61a2cd4c"


def upgrade():
    op.create_table("account", sa.Column("id", sa.Integer, primary_key=True), sa.Column("full_name", sa.String(40)))
    bind = op.get_bind()
    Old = declarative_base()

    class OldAccount(Old):
        __tablename__ = "account"
        id = sa.Column(sa.Integer, primary_key=True)
        full_name = sa.Column(sa.String(40))

    with Session(bind) as session:
        session.add_all([OldAccount(full_name="Ada Lovelace"), OldAccount(full_name="Alan Turing"), OldAccount()])
        session.commit()
    op.add_column("account", sa.Column("first", sa.String(20)))
    op.add_column("account", sa.Column("last", sa.String(20)))
    New = declarative_base()

    class Account(New):
        __tablename__ = "account"
        id = sa.Column(sa.Integer, primary_key=True)
        full_name = sa.Column(sa.String(40))
        first = sa.Column(sa.String(20))
        last = sa.Column(sa.String(20))

    session = Session(bind=bind)
    for account in session.query(Account).filter(Account.full_name.is_not(None)).order_by(Account.id):
        account.first, account.last = account.full_name.split(" ")
    session.commit()
    print([(a.first, a.last) for a in session.query(Account).order_by(Account.id)])
    session.close()
    with op.batch_alter_table("account") as batch:
        batch.drop_column("full_name")


def downgrade():
    op.drop_table("account")
