"""filter, filter_by, order_by, limit, offset, first, one_or_none, count, scalar"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import MultipleResultsFound
from sqlalchemy.orm import Session, declarative_base

revision = "abc3a8569242"
down_revision = None

Base = declarative_base()


class Tool(Base):
    __tablename__ = "tool"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))
    price = sa.Column(sa.Integer)


def upgrade():
    Base.metadata.create_all(op.get_bind())
    session = Session(op.get_bind())
    session.add_all([Tool(id=n, name=f"tool{n}", price=n % 4) for n in range(1, 11)])
    query = session.query(Tool).order_by(Tool.id)
    print(query.count(), query.first().name, query.filter(Tool.price == 3, Tool.id > 4).one().id)
    print([tool.id for tool in query.filter_by(price=2)], query.filter_by(price=9).one_or_none())
    print([tool.id for tool in query.limit(3).offset(2)], [tool.id for tool in query[7:9]], query[1].id)
    print(session.query(Tool.price, sa.func.count()).group_by(Tool.price).order_by(Tool.price).all())
    print(session.query(sa.func.max(Tool.id)).scalar(), session.query(Tool.id).filter(Tool.id == 4).exists().compile() is not None)
    print(session.query(session.query(Tool).filter_by(id=3).exists()).scalar() in (True, 1))
    print(session.query(Tool).with_entities(Tool.name).filter(Tool.name.in_(["tool1", "tool9"])).order_by(Tool.name).all())
    print([column["name"] for column in session.query(Tool, Tool.price).column_descriptions], session.query(Tool).get(5).name)
    print(session.query(Tool.price).distinct().order_by(Tool.price.desc()).all(), query.filter(sa.text("id < :x")).params(x=3).all()[1].id)
    try:
        query.one()
    except MultipleResultsFound as error:
        print(error)
    session.commit()
    session.close()


def downgrade():
    Base.metadata.drop_all(op.get_bind())
