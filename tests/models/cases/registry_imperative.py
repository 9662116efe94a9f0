"""map_imperatively: the tables are what counts."""
from sqlalchemy import Column, ForeignKey, Integer, String, Table
from sqlalchemy.orm import registry, relationship

mapper_registry = registry()
user = Table("user", mapper_registry.metadata, Column("id", Integer, primary_key=True), Column("name", String(50)))
address = Table("address", mapper_registry.metadata, Column("id", Integer, primary_key=True),
                Column("user_id", Integer, ForeignKey("user.id")), Column("email_address", String(50), key="email"))


class User:
    pass


class Address:
    pass


mapper_registry.map_imperatively(User, user, properties={
    "addresses": relationship(Address, backref="user", order_by=address.c.id)})
mapper_registry.map_imperatively(Address, address, properties={"mail": address.c.email})
target_metadata = mapper_registry.metadata
