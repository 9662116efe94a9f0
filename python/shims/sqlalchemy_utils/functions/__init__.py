from .database import create_database, database_exists, drop_database
