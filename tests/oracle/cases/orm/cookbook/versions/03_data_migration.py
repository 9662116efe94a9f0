"""Data moved from columns to a table of its own, by objects, both ways"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base, relationship

revision = "a853f044183b"
down_revision = "62d18ef0ea17"

Base = declarative_base()


class Player(Base):
    __tablename__ = "player"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(10))
    team_name = sa.Column("team", sa.String(10), nullable=False)
    team_id = sa.Column(sa.ForeignKey("team.id"))
    team = relationship("Team", backref="players")


class Team(Base):
    __tablename__ = "team"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(10))


def upgrade():
    bind = op.get_bind()
    op.create_table("player", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(10)),
                    sa.Column("team", sa.String(10), nullable=False))
    op.execute("INSERT INTO player VALUES (1, 'a', 'red'), (2, 'b', 'blue'), (3, 'c', 'red')")
    Team.__table__.create(bind)
    with op.batch_alter_table("player") as batch:
        batch.add_column(sa.Column("team_id", sa.Integer))
        batch.create_foreign_key("fk_team", "team", ["team_id"], ["id"])
    session = Session(bind=bind)
    teams = {}
    for player in session.query(Player).order_by(Player.id):
        player.team = teams.setdefault(player.team_name, Team(name=player.team_name))
    session.add_all(teams.values())
    session.commit()
    print([(team.name, sorted(player.name for player in team.players)) for team in session.query(Team).order_by(Team.name)])
    with op.batch_alter_table("player") as batch:
        batch.drop_column("team")
        batch.alter_column("team_id", existing_type=sa.Integer(), nullable=False)


def downgrade():
    bind = op.get_bind()
    with op.batch_alter_table("player") as batch:
        batch.add_column(sa.Column("team", sa.String(10), nullable=False, server_default="none"))
    session = Session(bind=bind)
    for player in session.query(Player):
        player.team_name = player.team.name
    session.commit()
    print(session.execute(sa.text("SELECT name, team FROM player ORDER BY id")).all())
    session.close()
    op.drop_table("player")
    op.drop_table("team")
