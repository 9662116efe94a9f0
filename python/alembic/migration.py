from .runtime.migration import MigrationContext
