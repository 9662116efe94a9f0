"""Of pydantic's inside, what others derive from."""
