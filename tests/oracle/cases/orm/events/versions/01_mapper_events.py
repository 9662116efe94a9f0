"""before_insert, before_update, after_insert, before_delete"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import event
from sqlalchemy.orm import Session, declarative_base

revision = "10508df259c2"
down_revision = None

Base = declarative_base()


class Doc(Base):
    __tablename__ = "doc"
    id = sa.Column(sa.Integer, primary_key=True)
    title = sa.Column(sa.String(20))
    slug = sa.Column(sa.String(20))
    changes = sa.Column(sa.Integer, default=0)


audit = sa.Table("doc_audit", Base.metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("what", sa.String(40)))


@event.listens_for(Doc, "before_insert")
def slugged(mapper, connection, target):
    target.slug = target.title.lower().replace(" ", "-")


@event.listens_for(Doc, "before_update")
def counted(mapper, connection, target):
    target.changes += 1


@event.listens_for(Doc, "after_insert")
@event.listens_for(Doc, "before_delete")
def audited(mapper, connection, target):
    connection.execute(audit.insert().values(what=f"{target.slug} {target.changes}"))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        doc = Doc(title="A Title")
        session.add_all([doc, Doc(title="Other One")])
        session.commit()
        doc.title = "Changed"
        session.commit()
        session.delete(doc)
        session.commit()
        print(session.execute(sa.select(audit.c.what).order_by(audit.c.id)).all())


def downgrade():
    Base.metadata.drop_all(op.get_bind())
