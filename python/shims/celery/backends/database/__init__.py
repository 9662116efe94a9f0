"""The database backend."""

from .models import Task, TaskExtended, TaskSet  # noqa: F401
