"""Exceptions about models themselves."""

from ._errors import (
    PydanticErrorMixin,
    PydanticImportError,
    PydanticSchemaGenerationError,
    PydanticUndefinedAnnotation,
    PydanticUserError,
)
