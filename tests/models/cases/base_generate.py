"""registry.generate_base()."""
from sqlalchemy import Column, Integer
from sqlalchemy.orm import registry

mapper_registry = registry()
Base = mapper_registry.generate_base()


class Node(Base):
    __tablename__ = "node"
    id = Column(Integer, primary_key=True)
    parent = Column(Integer)


target_metadata = mapper_registry.metadata
