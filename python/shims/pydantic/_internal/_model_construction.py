from pydantic.main import ModelMetaclass  # noqa: F401
