"""deferred, undefer, load_only, defer, deferred groups"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base, defer, deferred, load_only, undefer, undefer_group

revision = "ce8309e70322"
down_revision = "d041395787b3"

Base = declarative_base()


class Report(Base):
    __tablename__ = "report"
    id = sa.Column(sa.Integer, primary_key=True)
    title = sa.Column(sa.String(20))
    body = deferred(sa.Column(sa.Text))
    image = deferred(sa.Column(sa.LargeBinary), group="large")
    sound = deferred(sa.Column(sa.LargeBinary), group="large")


def there(report):
    return sorted(name for name in ("id", "title", "body", "image", "sound") if name in report.__dict__)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        session.add(Report(id=1, title="t", body="b" * 5, image=b"\x00\xff'", sound=None))
        session.commit()
    for options in ([], [undefer(Report.body)], [undefer_group("large")], [load_only(Report.id)], [defer(Report.title)]):
        with Session(op.get_bind()) as session:
            report = session.scalars(sa.select(Report).options(*options)).one()
            found = there(report)
            print(found, report.image, report.body, there(report))


def downgrade():
    Base.metadata.drop_all(op.get_bind())
