# Configuration of this project's migrations: several databases, each with functions of its own in every revision.
# Both limbeck and Alembic read this file.

[alembic]
# Where env.py, script.py.mako and the revision files are. %(here)s is the folder of this file.
script_location = ${script_location}

# Names of new revision files. The default is %%(rev)s_%%(slug)s; other tokens are %%(year)d, %%(month).2d,
# %%(day).2d, %%(hour).2d, %%(minute).2d, %%(second).2d and %%(epoch)s.
# file_template = %%(year)d_%%(month).2d_%%(day).2d_%%(hour).2d%%(minute).2d-%%(rev)s_%%(slug)s
# In folders by date (with recursive_version_locations = true):
# file_template = %%(year)d/%%(month).2d/%%(day).2d_%%(hour).2d%%(minute).2d_%%(second).2d_%%(rev)s_%%(slug)s

# Folders that are put in front of sys.path, so that env.py can import the application.
prepend_sys_path = .

# Separates the folders of prepend_sys_path and version_locations: os (":" here), :, ;, space or newline.
path_separator = os

# Time zone of the dates in new files, such as Europe/Paris. Left out: local time.
# timezone =

# Longest slug in a file name.
# truncate_slug_length = 40

# true: run env.py for the `revision` command, too.
# revision_environment = false

# Folders of revision files, when there are several or when they are elsewhere than <script_location>/versions.
# version_locations = %(here)s/alembic/versions:%(here)s/plugin/versions

# true: look for revision files in the folders below these, too.
# recursive_version_locations = false

# Encoding of new revision files.
# output_encoding = utf-8

# The databases, each with a section below. env.py and script.py.mako read this.
databases = engine1, engine2


# A % in a URL is written %%.
[engine1]
sqlalchemy.url = driver://user:pass@localhost/dbname

[engine2]
sqlalchemy.url = driver://user:pass@localhost/dbname2

# With --sql, env.py writes a file for each database; limbeck lets scripts write files where this says so.
[limbeck]
allow = write


[post_write_hooks]
# Programs that run on each new revision file, for example a formatter; REVISION_SCRIPT_FILENAME stands for the file.
#
# A program on PATH:
# hooks = ruff
# ruff.type = exec
# ruff.executable = ruff
# ruff.options = format REVISION_SCRIPT_FILENAME
#
# A program that a Python package installs:
# hooks = black
# black.type = console_scripts
# black.entrypoint = black
# black.options = -l 79 REVISION_SCRIPT_FILENAME
#
# A Python module, as `python -m` runs it:
# hooks = ruff
# ruff.type = module
# ruff.module = ruff
# ruff.options = check --fix REVISION_SCRIPT_FILENAME


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
