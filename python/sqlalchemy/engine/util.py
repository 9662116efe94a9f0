from .base import Transaction as TransactionalContext
