needs = ["pgvector"]
from pgvector.sqlalchemy import BIT, HALFVEC, SPARSEVEC, Vector
from sqlalchemy import Index
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "item"
    id: Mapped[int] = mapped_column(primary_key=True)
    embedding = mapped_column(Vector(3))
    free = mapped_column(Vector, nullable=False)
    half = mapped_column(HALFVEC(7))
    sparse = mapped_column(SPARSEVEC(9))
    bits = mapped_column(BIT(4))


Index("by_distance", Item.embedding, postgresql_using="hnsw", postgresql_with={"m": 16, "ef_construction": 64},
      postgresql_ops={"embedding": "vector_l2_ops"})
target_metadata = Base.metadata
target_dialects = ("postgresql",)
