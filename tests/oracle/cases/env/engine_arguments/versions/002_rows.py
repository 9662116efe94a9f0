import json

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade():
    engine = sa.create_engine("sqlite://", json_serializer=lambda value: json.dumps(value, indent=1, sort_keys=True),
                              json_deserializer=lambda text: {"read": json.loads(text)})
    note = sa.Table("note", sa.MetaData(), sa.Column("body", sa.JSON))
    with engine.begin() as connection:
        note.create(connection)
        connection.execute(note.insert().values(body={"b": 1, "a": 2}))
        print(connection.execute(sa.text("SELECT body FROM note")).scalar())
        print(connection.execute(sa.select(note.c.body)).scalar())


def downgrade():
    pass
