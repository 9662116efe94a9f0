"""Columns in the metadata of a dataclass's fields."""
from dataclasses import dataclass, field

from sqlalchemy import Column, Integer, String
from sqlalchemy.orm import registry

reg = registry()


@reg.mapped
@dataclass
class Five:
    __tablename__ = "five"
    __sa_dataclass_metadata_key__ = "sa"
    id: int = field(init=False, metadata={"sa": Column(Integer, primary_key=True)})
    name: str = field(default=None, metadata={"sa": Column(String(50))})


target_metadata = reg.metadata
left_to_sqlalchemy = True
