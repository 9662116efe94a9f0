"""Stand-in for pgvector: its column types."""

__version__ = "0.4.2"
