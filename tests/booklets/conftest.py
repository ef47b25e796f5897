"""A network by hand, for booklets too."""

from tests.pages.conftest import make

__all__ = ["make"]
