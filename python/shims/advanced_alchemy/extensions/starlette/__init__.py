"""The models of Advanced Alchemy, as starlette applications import them."""

from advanced_alchemy import base, mixins, types  # noqa: F401
