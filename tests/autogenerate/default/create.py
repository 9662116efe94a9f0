"""Makes what the models of a module say, with the real SQLAlchemy: create.py MODULE URL."""

import importlib
import sys

from sqlalchemy import create_engine

sys.path.insert(0, ".")
module = importlib.import_module(sys.argv[1])
with create_engine(sys.argv[2]).begin() as connection:
    for metadata in getattr(module, "metadatas", [module.metadata]):
        metadata.create_all(connection)
