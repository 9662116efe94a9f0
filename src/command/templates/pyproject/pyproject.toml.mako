[tool.alembic]
# Settings of this project's migrations; the database and the logging are in alembic.ini.
# Both limbeck and Alembic read the two files. In texts, %(here)s is the folder of this file, and a % is written %%.

# Where env.py, script.py.mako and the revision files are.
script_location = "${script_location}"

# Names of new revision files. The default is "%%(rev)s_%%(slug)s"; other tokens are %%(year)d, %%(month).2d,
# %%(day).2d, %%(hour).2d, %%(minute).2d, %%(second).2d and %%(epoch)s.
# file_template = "%%(year)d_%%(month).2d_%%(day).2d_%%(hour).2d%%(minute).2d-%%(rev)s_%%(slug)s"
# In folders by date (with recursive_version_locations = true):
# file_template = "%%(year)d/%%(month).2d/%%(day).2d_%%(hour).2d%%(minute).2d_%%(second).2d_%%(rev)s_%%(slug)s"

# Folders that are put in front of sys.path, so that env.py can import the application.
prepend_sys_path = ["."]

# Time zone of the dates in new files. Left out: local time.
# timezone = "Europe/Paris"

# Longest slug in a file name.
# truncate_slug_length = 40

# true: run env.py for the `revision` command, too.
# revision_environment = false

# Folders of revision files, when there are several or when they are elsewhere than <script_location>/versions.
# version_locations = ["%(here)s/alembic/versions", "%(here)s/plugin/versions"]

# true: look for revision files in the folders below these, too.
# recursive_version_locations = false

# Encoding of new revision files.
# output_encoding = "utf-8"

# Programs that run on each new revision file, for example a formatter; REVISION_SCRIPT_FILENAME stands for the file.
#
# A program on PATH:
# [[tool.alembic.post_write_hooks]]
# name = "ruff"
# type = "exec"
# executable = "ruff"
# options = "format REVISION_SCRIPT_FILENAME"
#
# A program that a Python package installs:
# [[tool.alembic.post_write_hooks]]
# name = "black"
# type = "console_scripts"
# entrypoint = "black"
# options = "-l 79 REVISION_SCRIPT_FILENAME"
#
# A Python module, as `python -m` runs it:
# [[tool.alembic.post_write_hooks]]
# name = "ruff"
# type = "module"
# module = "ruff"
# options = "check --fix REVISION_SCRIPT_FILENAME"
