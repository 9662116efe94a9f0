"""depots"""
import sqlalchemy as sa
from alembic import op

revision = "b1b1b1b1b1b1"
down_revision = None

crate = sa.table("crate", sa.column("id", sa.Integer), sa.column("depot", sa.String), sa.column("truck", sa.String),
                 sa.column("slot", sa.Integer))
depot = sa.table("depot", sa.column("id", sa.Integer), sa.column("name", sa.String))
truck = sa.table("truck", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("depot_id", sa.Integer))


def upgrade():
    op.create_table("depot", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(20)))
    op.create_table("truck", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(20)),
                    sa.Column("depot_id", sa.Integer()))
    op.create_table("crate", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("depot", sa.String(20)),
                    sa.Column("truck", sa.String(20)), sa.Column("slot", sa.Integer()))
    op.bulk_insert(depot, [{"id": 1, "name": "north"}, {"id": 2, "name": "south"}])
    op.bulk_insert(truck, [{"id": 7, "name": "red", "depot_id": 1}, {"id": 8, "name": "red", "depot_id": 2}])
    op.bulk_insert(crate, [{"id": 1, "depot": "south", "truck": "red", "slot": None},
                           {"id": 2, "depot": "east", "truck": "red", "slot": None}])
    op.execute(crate.update().values(slot=truck.c.id).where(
        crate.c.depot == depot.c.name, crate.c.truck == truck.c.name, truck.c.depot_id == depot.c.id))
    other = crate.alias("other")
    op.execute(crate.update().values(slot=sa.literal(0, sa.Integer)).where(
        ~sa.exists(sa.select(1).where(depot.c.name == crate.c.depot)),
        sa.exists(sa.select(1.5).where(other.c.id < crate.c.id))))
    op.execute(sa.insert(depot).from_select(["id", "name"], sa.select(3, truck.c.name).where(truck.c.id == 7)))
    op.execute(depot.delete().where(sa.exists(sa.select(1, 2).where(depot.c.id == 3, truck.c.id == 8))))


def downgrade():
    op.drop_table("crate")
    op.drop_table("truck")
    op.drop_table("depot")
