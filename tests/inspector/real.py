"""The lines of told.py, said by the real SQLAlchemy."""

import json
import os
import sys

from sqlalchemy import create_engine, text

sys.path.insert(0, os.path.dirname(__file__))
import told  # noqa: E402

url, schemas, first, also_reflected = sys.argv[1], *map(json.loads, sys.argv[2:5])
with create_engine(url).connect() as connection:
    for statement in first:
        connection.execute(text(statement))
    print(json.dumps(list(told.lines(connection, schemas, also_reflected))))
