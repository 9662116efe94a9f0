"""types

Revision ID: 51ffb613326e
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

revision = "51ffb613326e"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "pg",
        sa.Column("id", postgresql.UUID(as_uuid=True), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("a", postgresql.ARRAY(sa.String())),
        sa.Column("b", sa.ARRAY(sa.Integer(), dimensions=2)),
        sa.Column("c", postgresql.ARRAY(sa.String(length=10)), server_default="{}", nullable=False),
        sa.Column("d", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb")),
        sa.Column("e", postgresql.JSON(astext_type=sa.Text())),
        sa.Column("f", postgresql.INET()),
        sa.Column("g", postgresql.CIDR()),
        sa.Column("h", postgresql.MACADDR()),
        sa.Column("i", postgresql.BYTEA()),
        sa.Column("j", postgresql.TSVECTOR()),
        sa.Column("k", postgresql.INTERVAL()),
        sa.Column("l", postgresql.TIMESTAMP(timezone=True)),
        sa.Column("m", postgresql.TIMESTAMP(precision=3)),
        sa.Column("n", postgresql.DOUBLE_PRECISION()),
        sa.Column("o", postgresql.MONEY()),
        sa.Column("p", postgresql.BIT(3)),
        sa.Column("q", postgresql.BIT(8, varying=True)),
        sa.Column("r", postgresql.INT4RANGE()),
        sa.Column("s", postgresql.TSTZRANGE()),
        sa.Column("t", postgresql.DATERANGE()),
        sa.Column("u", postgresql.NUMRANGE()),
        sa.Column("v", postgresql.OID()),
        sa.Column("w", postgresql.REGCLASS()),
        sa.Column("x", postgresql.VARCHAR(7)),
        sa.Column("y", postgresql.TIME(timezone=True)),
        sa.Column("z", postgresql.INTERVAL(fields="DAY TO SECOND", precision=2)),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("pg")
