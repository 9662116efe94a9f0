"""Add review_notes to extractions"""
from alembic import op
import sqlalchemy as sa

revision = "ghi789"
down_revision = "def456"


def upgrade():
    op.add_column("extractions", sa.Column("review_notes", sa.String(length=500), nullable=True))
    op.create_foreign_key("fk_extraction_contract", "extractions", "contracts", ["contract_id"], ["id"])
    op.execute("ALTER TABLE contracts ADD CONSTRAINT check_amount CHECK (amount > 0);")
    op.create_index("idx_name", "extractions", ["status"])


def downgrade():
    op.drop_index("idx_name", table_name="extractions")
    op.execute("ALTER TABLE contracts DROP CONSTRAINT check_amount;")
    op.drop_constraint("fk_extraction_contract", "extractions", type_="foreignkey")
    op.drop_column("extractions", "review_notes")
