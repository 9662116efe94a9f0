from .base import Dialect
from .dbapi import DBAPIConnection, DBAPICursor
