"""names"""
import sqlalchemy as sa
from alembic import op

revision = "4a1b7c"
down_revision = None


def upgrade():
    metadata = sa.MetaData(naming_convention={"ck": "own_%(table_name)s_%(constraint_name)s"})
    moved, again = sa.CheckConstraint("a > 5", name="big"), sa.CheckConstraint("b > 5", name="small")
    sa.Table("elsewhere", metadata, sa.Column("a", sa.Integer), sa.Column("b", sa.Integer), moved, again)
    op.create_table(
        "kept",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("a", sa.Integer, moved),
        sa.Column("b", sa.Integer),
        sa.Column("said", sa.Boolean(name=op.f("said_is_said"), create_constraint=True)),
        sa.Column("named", sa.Boolean(name="bare", create_constraint=True)),
        sa.Column("kind", sa.Enum("x", "y", name=op.f("kind_is_kind"), create_constraint=True, native_enum=False)),
        sa.Column("sort", sa.Enum("x", "y", name="sort", create_constraint=True, native_enum=False)),
        sa.UniqueConstraint("a", name=op.f("kept_as_it_is")),
    )
    op.create_table("other", sa.Column("b", sa.Integer), again)
    op.create_index("ix_plain", "kept", ["a"], quote=True)
    op.create_index("ix_other", "kept", ["b"])


def downgrade():
    op.drop_index("ix_other", table_name="kept")
    op.drop_index("ix_plain", table_name="kept")
    op.drop_table("other")
    op.drop_table("kept")
