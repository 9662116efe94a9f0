from typing import List, Optional

from sqlmodel import Field, Relationship, SQLModel


class School(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    name: str = Field(max_length=80)
    students: List["Student"] = Relationship(back_populates="school")


class Student(SQLModel, table=True):
    id: Optional[int] = Field(default=None, primary_key=True)
    school_id: Optional[int] = Field(default=None, foreign_key="school.id")
    school: Optional[School] = Relationship(back_populates="students")
