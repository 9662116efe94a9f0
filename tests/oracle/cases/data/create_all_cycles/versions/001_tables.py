"""tables"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import AddConstraint, CreateTable

revision = "1"
down_revision = None

metadata = sa.MetaData()
egg = sa.Table("egg", metadata, sa.Column("id", sa.Integer, primary_key=True),
               sa.Column("chicken_id", sa.ForeignKey("chicken.id", use_alter=True, name="fk_egg_chicken")))
chicken = sa.Table("chicken", metadata, sa.Column("id", sa.Integer, primary_key=True),
                   sa.Column("egg_id", sa.ForeignKey("egg.id"), unique=True))
feather = sa.Table("feather", metadata, sa.Column("id", sa.Integer, primary_key=True),
                   sa.Column("chicken_id", sa.ForeignKey("chicken.id", name="fk_feather_chicken")))


def upgrade():
    metadata.create_all(op.get_bind(), tables=[egg, chicken])
    if op.get_context().dialect.name == "postgresql":
        op.execute(CreateTable(feather, include_foreign_key_constraints=[]))
        op.execute(AddConstraint(next(iter(feather.foreign_key_constraints))))
    else:
        op.execute(CreateTable(feather))


def downgrade():
    op.drop_table("feather")
    metadata.drop_all(op.get_bind(), tables=[egg, chicken])
