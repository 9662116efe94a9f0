"""Stand-in for celery: the tables of its database backend; all else is opaque."""
