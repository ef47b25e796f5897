"""What the browsers that look at the site are told: which site is shown, and what is wrong meanwhile."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from generators.records.problems import Problem


@dataclass(frozen=True, slots=True)
class Notice:
    """`shown` names the site that is shown, "" while there is none; `faults` are what keeps the next one from
    being shown; `doing` says what is waited for, in French, "" where nothing is."""

    shown: str = ""
    faults: tuple[Problem, ...] = ()
    doing: str = ""

    def as_json(self) -> str:
        """As the browser's script reads it, on one line."""
        said = {"site": self.shown, "fautes": list(map(asdict, self.faults)), "attente": self.doing}
        return json.dumps(said, ensure_ascii=False)


class Board:
    """One notice at a time, for whoever waits for the next."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._number = 0
        self._notice = Notice()

    def put(self, shown: str = "", faults: Sequence[Problem] = (), doing: str = "") -> None:
        with self._changed:
            notice = Notice(shown, tuple(faults), doing)
            if notice != self._notice:
                self._notice, self._number = notice, self._number + 1
                self._changed.notify_all()

    @property
    def notice(self) -> Notice:
        return self._notice

    def after(self, number: int, seconds: float) -> tuple[int, Notice]:
        """The notice once it is another than that of `number`, or when the time is over; and its number."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != number, seconds)
            return self._number, self._notice
