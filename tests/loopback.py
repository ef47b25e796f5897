"""Errands of the tests go to this machine, and nowhere else; what goes out for good goes nowhere near it."""

from __future__ import annotations

from generators.web.bounds import Reach

LOOPBACK = Reach(lambda address: address.is_loopback, frozenset(range(1, 65_536)))
