"""The two ways in which an errand to the network fails; their messages are French sentences for the staff.

`Refusal`: the other side refused, or did not answer. `BadSetting`: something is missing or wrong in the
environment, and nothing was asked of anyone.
"""

from __future__ import annotations


class Refusal(Exception):
    """The service did not do what was asked."""


class BadSetting(Exception):
    """The environment does not say what is needed."""
