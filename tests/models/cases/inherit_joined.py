"""Joined-table inheritance."""
from sqlalchemy import Column, ForeignKey, Integer, String
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Employee(Base):
    __tablename__ = "employee"
    id = Column(Integer, primary_key=True)
    name = Column(String(50))
    type = Column(String(20))
    __mapper_args__ = {"polymorphic_identity": "employee", "polymorphic_on": type}


class Engineer(Employee):
    __tablename__ = "engineer"
    id = Column(Integer, ForeignKey("employee.id"), primary_key=True)
    skill = Column(String(30))
    __mapper_args__ = {"polymorphic_identity": "engineer"}


class Manager(Employee):
    __tablename__ = "manager"
    manager_id = Column(Integer, ForeignKey(Employee.id, ondelete="CASCADE"), primary_key=True)
    name = Column(String(40), nullable=False)
    __mapper_args__ = {"polymorphic_identity": "manager"}


target_metadata = Base.metadata
