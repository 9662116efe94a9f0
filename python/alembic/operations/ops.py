"""Operations as objects: those of third parties, and what a new revision file says as a whole. Alembic's own operations are
no objects here; who asks for them needs Alembic itself."""

from .containers import DowngradeOps, MigrationScript, UpgradeOps
from .operation import MigrateOperation
