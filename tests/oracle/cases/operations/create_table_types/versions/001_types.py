"""types

Revision ID: 1e3e75c825d7
Revises:
Create Date: 2024-03-02 10:00:00.000000

"""
from alembic import op
import sqlalchemy as sa

revision = "1e3e75c825d7"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "everything",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("a_string", sa.String(), nullable=True),
        sa.Column("b_string", sa.String(length=50), nullable=False),
        sa.Column("c_varchar", sa.VARCHAR(length=20), nullable=True),
        sa.Column("d_text", sa.Text(), nullable=True),
        sa.Column("e_unicode", sa.Unicode(length=30), nullable=True),
        sa.Column("f_unicode_text", sa.UnicodeText(), nullable=True),
        sa.Column("g_small", sa.SmallInteger(), nullable=True),
        sa.Column("h_big", sa.BigInteger(), nullable=True),
        sa.Column("i_float", sa.Float(), nullable=True),
        sa.Column("j_float", sa.Float(precision=24), nullable=True),
        sa.Column("k_double", sa.Double(), nullable=True),
        sa.Column("l_numeric", sa.Numeric(), nullable=True),
        sa.Column("m_numeric", sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column("n_boolean", sa.Boolean(), nullable=True),
        sa.Column("o_date", sa.Date(), nullable=True),
        sa.Column("p_datetime", sa.DateTime(), nullable=True),
        sa.Column("q_datetime", sa.DateTime(timezone=True), nullable=True),
        sa.Column("r_time", sa.Time(), nullable=True),
        sa.Column("s_interval", sa.Interval(), nullable=True),
        sa.Column("t_binary", sa.LargeBinary(), nullable=True),
        sa.Column("u_json", sa.JSON(), nullable=True),
        sa.Column("v_uuid", sa.UUID(), nullable=True),
        sa.Column("w_uuid", sa.Uuid(as_uuid=False), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade():
    op.drop_table("everything")
