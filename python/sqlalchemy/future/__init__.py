from ..engine import Connection, Engine, create_engine
from ..sql import select
