"""joinedload, selectinload, subqueryload: the same objects, another number of statements"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import event
from sqlalchemy.orm import Session, declarative_base, immediateload, joinedload, relationship, selectinload, subqueryload

revision = "9a1f911f271f"
down_revision = None

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parent"
    id = sa.Column(sa.Integer, primary_key=True)
    children = relationship("Child", order_by="Child.id", back_populates="parent")


class Child(Base):
    __tablename__ = "child"
    id = sa.Column(sa.Integer, primary_key=True)
    parent_id = sa.Column(sa.ForeignKey("parent.id"))
    parent = relationship(Parent, back_populates="children")
    toys = relationship("Toy", order_by="Toy.id")


class Toy(Base):
    __tablename__ = "toy"
    id = sa.Column(sa.Integer, primary_key=True)
    child_id = sa.Column(sa.ForeignKey("child.id"))


def upgrade():
    bind = op.get_bind()
    Base.metadata.create_all(bind)
    with Session(bind) as session:
        session.add_all([Parent(id=1, children=[Child(id=1, toys=[Toy(id=1), Toy(id=2)]), Child(id=2)]), Parent(id=2),
                         Parent(id=3, children=[Child(id=3, toys=[Toy(id=3)])])])
        session.commit()
    counted = []
    event.listen(bind, "after_cursor_execute", lambda *args: counted.append(args[2]))
    for option in (None, joinedload(Parent.children).joinedload(Child.toys), selectinload(Parent.children, Child.toys),
                   subqueryload(Parent.children).selectinload(Child.toys), immediateload(Parent.children)):
        with Session(bind) as session:
            counted.clear()
            query = sa.select(Parent).order_by(Parent.id)
            parents = session.scalars(query if option is None else query.options(option)).unique().all()
            print([[[toy.id for toy in child.toys] for child in parent.children] for parent in parents], len(counted))


def downgrade():
    Base.metadata.drop_all(op.get_bind())
