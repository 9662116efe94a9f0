"""sessionmaker, sessionmaker.begin(), scoped_session"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, scoped_session, sessionmaker

revision = "2e47c225156c"
down_revision = "ba492034620a"


class Base(DeclarativeBase):
    pass


class Made(Base):
    __tablename__ = "made"
    id: Mapped[int] = mapped_column(primary_key=True)
    by: Mapped[str] = mapped_column(sa.String(30))


def upgrade():
    Base.metadata.create_all(op.get_bind())
    maker = sessionmaker(bind=op.get_bind(), expire_on_commit=False)
    with maker() as session:
        made = Made(by="maker")
        session.add(made)
        session.commit()
        print(made.id, sa.inspect(made).expired)
    with maker.begin() as session:
        session.add(Made(by="maker.begin"))
    maker.configure(autoflush=False)
    with maker() as session:
        session.add(Made(by="not flushed"))
        print(session.scalar(sa.select(sa.func.count()).select_from(Made)))
    scoped = scoped_session(sessionmaker(op.get_bind()))
    scoped.add(Made(by="scoped"))
    print(scoped() is scoped(), scoped.registry.has())
    scoped.commit()
    scoped.remove()
    print(scoped.registry.has(), [row.by for row in scoped.scalars(sa.select(Made).order_by(Made.id))])
    scoped.remove()


def downgrade():
    Base.metadata.drop_all(op.get_bind())
