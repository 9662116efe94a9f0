"""Many to many by a secondary table, appended, removed, replaced"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session, declarative_base, relationship

revision = "48bf808fc20f"
down_revision = "160584de8b68"

Base = declarative_base()
post_tag = sa.Table("post_tag", Base.metadata, sa.Column("post_id", sa.ForeignKey("post.id"), primary_key=True),
                    sa.Column("tag_id", sa.ForeignKey("tag.id"), primary_key=True))


class Post(Base):
    __tablename__ = "post"
    id = sa.Column(sa.Integer, primary_key=True)
    title = sa.Column(sa.String(20))
    tags = relationship("Tag", secondary=post_tag, backref="posts", order_by="Tag.name")


class Tag(Base):
    __tablename__ = "tag"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))


def pairs(session):
    return session.execute(sa.select(Post.title, Tag.name).join(Post.tags).order_by(Post.title, Tag.name)).all()


def upgrade():
    Base.metadata.create_all(op.get_bind())
    with Session(op.get_bind()) as session:
        red, green, blue = Tag(name="red"), Tag(name="green"), Tag(name="blue")
        one, two = Post(title="one", tags=[red, green]), Post(title="two")
        session.add_all([one, two, blue])
        blue.posts.append(two)
        session.commit()
        print(pairs(session))
        one.tags.remove(red)
        two.tags = [green, red]
        session.commit()
        print(pairs(session), sorted(post.title for post in green.posts))
        session.delete(one)
        session.commit()
        print(pairs(session), session.scalar(sa.select(sa.func.count()).select_from(post_tag)))


def downgrade():
    Base.metadata.drop_all(op.get_bind())
