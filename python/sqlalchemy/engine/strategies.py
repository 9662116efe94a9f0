from .mock import MockConnection
