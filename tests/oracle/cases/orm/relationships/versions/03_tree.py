"""A table that refers to itself, as a tree that is walked and deleted"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, backref, declarative_base, relationship

revision = "136eefbcf16d"
down_revision = "48bf808fc20f"

Base = declarative_base()


class Node(Base):
    __tablename__ = "node"
    id = sa.Column(sa.Integer, primary_key=True)
    parent_id = sa.Column(sa.ForeignKey("node.id"))
    name = sa.Column(sa.String(20))
    children = relationship("Node", cascade="all, delete-orphan", backref=backref("parent", remote_side=id),
                            order_by="Node.name")


def show(node):
    return {node.name: [show(child) for child in node.children]}


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        root = Node(name="root", children=[Node(name="b", children=[Node(name="b1"), Node(name="b2")]), Node(name="a")])
        session.add(root)
        session.commit()
        print(show(root))
        tree = sa.select(Node.id, Node.name, sa.literal(0).label("depth")).where(Node.parent_id.is_(None)).cte(
            recursive=True)
        tree = tree.union_all(sa.select(Node.id, Node.name, tree.c.depth + 1).join(tree, Node.parent_id == tree.c.id))
        print(session.execute(sa.select(tree.c.name, tree.c.depth).order_by(tree.c.depth, tree.c.name)).all())
        session.delete(root.children[1])
        session.commit()
        session.refresh(root)
        print(show(root), root.children[0].parent is root)


def downgrade():
    op.drop_table("node")
