# What depends on where the migrations run: the database and the logging. The project's own settings are in
# pyproject.toml, [tool.alembic]. Both limbeck and Alembic read the two files.

[alembic]
# The database. env.py reads it; write a % in it as %%.
sqlalchemy.url = driver://user:pass@localhost/dbname


# Logging, for env.py's fileConfig().
[loggers]
keys = root,sqlalchemy,alembic

[handlers]
keys = console

[formatters]
keys = generic

[logger_root]
level = WARNING
handlers = console
qualname =

[logger_sqlalchemy]
level = WARNING
handlers =
qualname = sqlalchemy.engine

[logger_alembic]
level = INFO
handlers =
qualname = alembic

[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = NOTSET
formatter = generic

[formatter_generic]
format = %(levelname)-5.5s [%(name)s] %(message)s
datefmt = %H:%M:%S
