"""The base of the backend's tables."""

from sqlalchemy.orm import declarative_base

ResultModelBase = declarative_base()
