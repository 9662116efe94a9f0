"""version_id_col, and a StaleDataError that is caught"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base
from sqlalchemy.orm.exc import StaleDataError

revision = "7b91f0757e24"
down_revision = "3c0872f55727"

Base = declarative_base()


class Page(Base):
    __tablename__ = "page"
    id = sa.Column(sa.Integer, primary_key=True)
    text = sa.Column(sa.String(20))
    version = sa.Column(sa.Integer, nullable=False)
    __mapper_args__ = {"version_id_col": version}


class Tagged(Base):
    __tablename__ = "tagged"
    id = sa.Column(sa.Integer, primary_key=True)
    text = sa.Column(sa.String(20))
    tag = sa.Column(sa.String(20), nullable=False)
    __mapper_args__ = {"version_id_col": tag, "version_id_generator": lambda version: (version or "v") + "+"}


def upgrade():
    bind = op.get_bind()
    Base.metadata.create_all(bind)
    with Session(bind) as session:
        page, tagged = Page(id=1, text="a"), Tagged(id=1, text="a")
        session.add_all([page, tagged])
        session.flush()
        page.text = tagged.text = "b"
        session.flush()
        print(page.version, tagged.tag)
        try:
            with session.begin_nested():
                bind.execute(sa.update(Page).values(version=40))
                page.text = "lost"
                session.flush()
        except StaleDataError as error:
            print(type(error).__name__, error)
        session.refresh(page)
        print(page.text, page.version)
        page.text = "c"
        session.commit()


def downgrade():
    Base.metadata.drop_all(op.get_bind())
