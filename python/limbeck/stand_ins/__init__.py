"""Modules that stand in for drivers in the thorough runtime, each under its own name: psycopg2, sqlite3; and greenlet."""
