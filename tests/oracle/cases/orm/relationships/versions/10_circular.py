"""Rows that refer to each other, sorted by the unit of work"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base, relationship

revision = "cecf11b4954e"
down_revision = "e2f1d175593b"

Base = declarative_base()


class Task(Base):
    __tablename__ = "task"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(10))
    after_id = sa.Column(sa.ForeignKey("task.id"))
    after = relationship("Task", remote_side=[id], post_update=True)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        first, second, third = (Task(name=name) for name in "abc")
        first.after, second.after, third.after = third, first, second
        session.add_all([first, second, third])
        session.commit()
        print(session.execute(sa.select(Task.name, Task.id, Task.after_id).order_by(Task.name)).all())
        walk, names = first, []
        for _ in range(4):
            names.append(walk.name)
            walk = walk.after
        print(names)


def downgrade():
    op.drop_table("task")
