"""python -m alembic …"""

import os
import sys

from .config import program

os.execvp(program(), [program(), *sys.argv[1:]])
