"""automap: classes and relationships of tables that operations have made"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.ext.automap import automap_base
from sqlalchemy.orm import Session

revision = "7baf295646b0"
down_revision = None


def upgrade():
    op.create_table("maker", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(20)))
    op.create_table("product", sa.Column("id", sa.Integer, primary_key=True), sa.Column("title", sa.String(20)),
                    sa.Column("maker_id", sa.Integer, sa.ForeignKey("maker.id")))
    Base = automap_base()
    Base.prepare(autoload_with=op.get_bind())
    Maker, Product = Base.classes.maker, Base.classes.product
    with Session(op.get_bind()) as session:
        session.add(Maker(name="acme", product_collection=[Product(title="anvil"), Product(title="rocket")]))
        session.commit()
        print(sorted(Base.classes.keys()), [product.maker.name for product in session.scalars(sa.select(Product))])


def downgrade():
    op.drop_table("product")
    op.drop_table("maker")
