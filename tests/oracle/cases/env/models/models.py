from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base, relationship

Base = declarative_base()


class One(Base):
    __tablename__ = "one"
    id = Column(Integer, primary_key=True)
    name = Column(String(20))
    twos = relationship("Two", back_populates="one", cascade="all, delete-orphan")


class Two(Base):
    __tablename__ = "two"
    id = Column(Integer, primary_key=True)
    one_id = Column(ForeignKey("one.id"))
    one = relationship(One, back_populates="twos")
