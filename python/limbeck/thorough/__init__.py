"""The thorough runtime: scripts meet SQLAlchemy and Alembic themselves, which the program carries packed. What they ask of
a driver goes to limbeck's connections (limbeck.stand_ins), and what they ask of a migration to its engine."""
