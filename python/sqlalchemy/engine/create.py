from .base import create_engine, engine_from_config
