"""made"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "made"
down_revision = None

metadata = sa.MetaData()
mood = sa.Enum("glad", "sad", name="mood")
size = postgresql.ENUM("small", "large", name="size")
shelf = sa.Table("shelf", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("place", sa.Integer, index=True))
book = sa.Table("book", metadata, sa.Column("id", sa.Integer, primary_key=True),
                sa.Column("shelf_id", sa.ForeignKey("shelf.id", name="fk_shelf")))
later = sa.Index("ix_book_shelf", book.c.shelf_id)

cycle = sa.MetaData()
egg = sa.Table("egg", cycle, sa.Column("id", sa.Integer, primary_key=True),
               sa.Column("hen_id", sa.ForeignKey("hen.id", name="fk_hen", use_alter=True)))
hen = sa.Table("hen", cycle, sa.Column("id", sa.Integer, primary_key=True),
               sa.Column("egg_id", sa.ForeignKey("egg.id", name="fk_egg")))


def upgrade():
    bind = op.get_bind()
    mood.create(bind)
    size.create(op.get_bind(), checkfirst=False)
    shelf.create(bind, checkfirst=True)
    metadata.create_all(bind, tables=[book])
    sa.Sequence("numbers").create(bind)
    cycle.create_all(bind)
    op.add_column("shelf", sa.Column("mood", postgresql.ENUM("glad", "sad", name="mood", create_type=False)
                                     if bind.dialect.name == "postgresql" else sa.String(4)))


def downgrade():
    bind = op.get_bind()
    cycle.drop_all(op.get_bind())
    op.drop_column("shelf", "mood")
    later.drop(bind)
    book.drop(op.get_bind())
    shelf.drop(bind, checkfirst=True)
    sa.Sequence("numbers").drop(bind)
    size.drop(bind, checkfirst=False)
    mood.drop(bind)
