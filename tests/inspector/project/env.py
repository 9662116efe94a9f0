import json
import os
import sys

from alembic import context
from sqlalchemy import create_engine, text

sys.path.insert(0, os.environ["TOLD_PATH"])
import told

with create_engine(os.environ["DATABASE_URL"]).connect() as connection:
    for statement in json.loads(os.environ["TOLD_FIRST"]):
        connection.execute(text(statement))
    schemas, also_reflected = json.loads(os.environ["TOLD_SCHEMAS"]), json.loads(os.environ["TOLD_REFLECTED"])
    print(json.dumps(list(told.lines(connection, schemas, also_reflected))))
    context.configure(connection=connection)
