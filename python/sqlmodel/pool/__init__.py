import sqlalchemy as _sqlalchemy

for _name in ("QueuePool", "StaticPool"):
    if hasattr(_sqlalchemy, _name):
        globals()[_name] = getattr(_sqlalchemy, _name)
