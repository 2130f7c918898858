"""Whether two values are one and the same (DMN 1.5, 10.3.2.2 and the function `is`): as `=`, but never null, and exact.

Of times, the offset and the fraction of a second count too; values of different kinds are simply not the same.
"""

from __future__ import annotations

from projgov.scoring.feel import comparing, temporal_order
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.temporal import Date, DateTime, Time
from projgov.scoring.feel.values import Range, Value


def same(left: Value, right: Value, run: Run, depth: int = 0) -> bool:
    """Whether the values are the same, a step for each part. Lists and contexts nested too deep are never the same."""
    run.step()
    if type(left) is not type(right) or depth > comparing.MAX_NESTED:
        return False
    if isinstance(left, Date | Time | DateTime) and isinstance(right, Date | Time | DateTime):
        return temporal_order.same(left, right)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(
            same(a, b, run, depth + 1) for a, b in zip(left, right, strict=True)
        )
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(
            same(value, right[key], run, depth + 1) for key, value in left.items()
        )
    if isinstance(left, Range) and isinstance(right, Range):
        forms = [(r.operator, r.low_closed, r.high_closed) for r in (left, right)]
        ends = ((left.low, right.low), (left.high, right.high))
        return forms[0] == forms[1] and all(same(a, b, run, depth + 1) for a, b in ends)
    return left == right
