"""alembic.command and alembic.config for programs that migrate by limbeck."""
