"""Concrete inheritance, abstract bases with ConcreteBase and AbstractConcreteBase."""
from sqlalchemy import Column, Integer, String
from sqlalchemy.ext.declarative import AbstractConcreteBase, ConcreteBase
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Employee(ConcreteBase, Base):
    __tablename__ = "employee"
    id = Column(Integer, primary_key=True)
    name = Column(String(50))
    __mapper_args__ = {"polymorphic_identity": "employee", "concrete": True}


class Manager(Employee):
    __tablename__ = "manager"
    id = Column(Integer, primary_key=True)
    name = Column(String(50))
    data = Column(String(40))
    __mapper_args__ = {"polymorphic_identity": "manager", "concrete": True}


class Other(AbstractConcreteBase, Base):
    strict_attrs = True
    __abstract__ = False if False else True


class Leaf(Other):
    __tablename__ = "leaf"
    id = Column(Integer, primary_key=True)
    __mapper_args__ = {"polymorphic_identity": "leaf", "concrete": True}


target_metadata = Base.metadata
