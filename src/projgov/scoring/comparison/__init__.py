"""Two rule files over one portfolio: who moves under the changed one, from what to what, and by which rule."""

from projgov.scoring.comparison.compare import Change, Comparison, compare

__all__ = ["Change", "Comparison", "compare"]
