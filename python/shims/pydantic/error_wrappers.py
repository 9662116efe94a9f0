"""pydantic 1's place of ValidationError."""

from ._errors import ValidationError
