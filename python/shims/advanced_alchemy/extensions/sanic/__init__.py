"""The models of Advanced Alchemy, as sanic applications import them."""

from advanced_alchemy import base, mixins, types  # noqa: F401
