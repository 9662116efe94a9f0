"""tables"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import event

revision = "aaa111"
down_revision = None


def note(what):
    def listener(target, connection, **kw):
        connection.execute(sa.text("INSERT INTO notes (what) VALUES (:what)"),
                           {"what": f"{what} {getattr(target, 'name', 'metadata')}"})

    return listener


listeners = [(target, name, note(name)) for target, name in (
    (sa.Table, "before_create"), (sa.Table, "after_create"), (sa.Table, "before_drop"), (sa.Table, "after_drop"),
    (sa.MetaData, "before_create"), (sa.MetaData, "after_create"))]


def upgrade():
    op.create_table("notes", sa.Column("what", sa.Text))
    for target, name, listener in listeners:
        event.listen(target, name, listener)
    op.create_table("t", sa.Column("a", sa.Integer))
    op.create_table("u", sa.Column("a", sa.Integer),
                    listeners=[("after_create", sa.DDL("CREATE TABLE made_of_u (a INTEGER)"))])
    metadata = sa.MetaData()
    sa.Table("v", metadata, sa.Column("a", sa.Integer))
    metadata.create_all(op.get_bind())
    op.drop_table("t")
    for target, name, listener in listeners:
        event.remove(target, name, listener)
    op.create_table("w", sa.Column("a", sa.Integer))


def downgrade():
    for name in ("w", "v", "u", "made_of_u", "notes"):
        op.drop_table(name)
