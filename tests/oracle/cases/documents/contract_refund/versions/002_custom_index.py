"""Add custom index"""
from alembic import op

revision = "def456"
down_revision = "abc123"


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("""
            CREATE INDEX CONCURRENTLY idx_custom
            ON extractions(contract_id, status);
        """)


def downgrade():
    op.execute("DROP INDEX idx_custom;")
