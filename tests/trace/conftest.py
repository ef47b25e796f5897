"""Networks are built hundreds of times: in memory."""

from __future__ import annotations

from tests.disk.conftest import tmp_path

__all__ = ["tmp_path"]
