"""Stand-in for the parts of starlette that settings modules use: config and datastructures."""

__version__ = "1.10.0"
