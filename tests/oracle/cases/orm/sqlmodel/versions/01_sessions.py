"""Sessions with exec, models with fields, validation"""
from typing import Optional

from alembic import op
from sqlmodel import Field, Session, SQLModel, col, func, or_, select

revision = "665800df3521"
down_revision = None


class Hero(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str = Field(index=True, max_length=30)
    age: Optional[int] = None


def upgrade():
    SQLModel.metadata.create_all(op.get_bind(), tables=[Hero.__table__])
    with Session(op.get_bind()) as session:
        hero = Hero(name="Deadpond")
        session.add(hero)
        session.add(Hero(name="Rusty", age=48))
        session.commit()
        session.refresh(hero)
        print(hero.id, hero.name, hero.age)
        print(session.exec(select(Hero).where(Hero.name == "Rusty")).one().age)
        print([one.name for one in session.exec(select(Hero).where(or_(col(Hero.age) > 40, Hero.name == "x")))],
              session.exec(select(func.count()).select_from(Hero)).one(), session.exec(select(Hero.id, Hero.name).order_by(Hero.id)).all())
        hero.age = 30
        session.add(hero)
        session.commit()
        found = session.get(Hero, 1)
        print(found.age, session.exec(select(Hero).where(col(Hero.age).is_(None))).first())
        session.delete(found)
        session.commit()


def downgrade():
    SQLModel.metadata.drop_all(op.get_bind(), tables=[Hero.__table__])
