"""What the connection says of itself"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

revision = "c5211aefbc58"
down_revision = "d42062948374"


def upgrade():
    bind = op.get_bind()
    op.create_table("facts", sa.Column("id", sa.Integer, primary_key=True))
    print(bind.dialect.name, bind.dialect.driver, bind.engine.dialect.name, bind.closed, bind.in_transaction(), bind.invalidated)
    print(bind.dialect.paramstyle, bind.dialect.supports_sane_rowcount, bind.dialect.insert_returning, bind.dialect.dbapi.__name__)
    print(isinstance(bind.dialect.server_version_info, tuple), bind.dialect.default_schema_name, bind.info == {})
    print(op.get_context().dialect.name, op.get_context().bind is bind, op.get_context().connection is bind)
    print(Session(bind).get_bind() is bind, bind.get_isolation_level() in ("SERIALIZABLE", "READ COMMITTED"))


def downgrade():
    op.drop_table("facts")
