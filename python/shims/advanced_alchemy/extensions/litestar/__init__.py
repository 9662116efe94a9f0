"""The models of Advanced Alchemy, as litestar applications import them."""

from advanced_alchemy import base, mixins, types  # noqa: F401
