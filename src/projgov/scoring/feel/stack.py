"""Room for functions that call one another deep: Python's limit of frames is raised while any evaluation needs it.

Calls between FEEL functions are calls between Python functions, whose frames lie on the heap: they take nothing of the C stack
(Python 3.11 and later). The limit is of the whole process. So it is raised by the first evaluation that needs more than Python
allows by itself, and set back by the last; whoever sets it meanwhile keeps what they set.
"""

from __future__ import annotations

import sys
from threading import Lock

ROOM = 13_000
"""So many frames more than the limit found."""


class _Room:
    def __init__(self) -> None:
        self._lock = Lock()
        self._evaluations = 0
        self._found = 0

    def widen(self) -> None:
        """Make room; whoever calls it must `narrow`."""
        with self._lock:
            self._evaluations += 1
            if self._evaluations == 1:
                self._found = sys.getrecursionlimit()
                sys.setrecursionlimit(self._found + ROOM)

    def narrow(self) -> None:
        """Needed no longer."""
        with self._lock:
            self._evaluations -= 1
            if not self._evaluations and sys.getrecursionlimit() == self._found + ROOM:
                sys.setrecursionlimit(self._found)


_ROOM = _Room()
widen = _ROOM.widen
narrow = _ROOM.narrow
