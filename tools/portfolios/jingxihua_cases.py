"""What is to be seen in particular records of jingxihua-2012. Of these nothing is drawn but days and phrases."""

from __future__ import annotations

import attrs


@attrs.frozen
class Case:
    """How one piece of work went.

    `lags` are the points behind plan at the end of each stage (four of a project, two of others). `silent_from`: from this report on
    there is none. `excused`: the days of an excuse. `gap`: so many days between the first two stages lie in none.
    """

    lags: tuple[int, ...] = ()
    five_lacking: str = ""
    disagree: bool = False
    unexplained: bool = False
    unaccepted: bool = False
    unlogged: bool = False
    rating: str = "90"
    no_task_person: bool = False
    nobody: bool = False
    secret: bool = False
    late_assignment: bool = False
    early_assessment: bool = False
    no_plan: bool = False
    no_machine: bool = False
    not_supervised: bool = False
    level_skipped: bool = False
    gap: int = 0
    silent_from: int = 0
    excused: tuple[str, str] | None = None


_P = (0, 0, 0, 0)
_H = (0, 0)
CASES = {
    "P-001": Case(_P, rating="100"),  # nothing lost
    "P-002": Case(_P, five_lacking="incentives"),
    "P-003": Case(_P, gap=2),
    "P-004": Case(_P, no_plan=True),
    "P-005": Case(_P, disagree=True),
    "P-006": Case(_P, no_machine=True),
    "P-007": Case(_P, not_supervised=True, secret=True),
    "P-008": Case(_P, nobody=True, no_task_person=True),
    "P-009": Case(_P, late_assignment=True),
    "P-010": Case((15, 40, 60, 60), rating=""),  # far behind, and the bureau did not assess it
    "P-011": Case((10, 35, 60, 70), rating="withheld"),  # far behind, and not yet assessed
    "P-012": Case(_P, early_assessment=True),
    "P-013": Case((0, 0, 0, 20), unexplained=True),  # 80 done, neither accepted nor explained
    "P-014": Case((0, 0, 0, 20)),  # the same, explained
    "P-015": Case(_P, unaccepted=True),
    "P-016": Case(_P, unlogged=True),
    "P-017": Case((10, 0, 0, 0)),  # yellow at the very bound, three months: red in May
    "P-018": Case((9, 0, 0, 0)),  # below the bound: green
    "P-019": Case((0, 31, 0, 0)),  # more than 30: red at once
    "P-020": Case(
        (0, 30, 0, 0), excused=("2012-07-20", "2012-08-10")
    ),  # yellow; July excused, red in September? no: caught up
    "P-021": Case((0, 15, 15, 0)),  # three months behind in August; the bureau urged it in September
    "P-022": Case((0, 15, 15, 0)),  # the same; the bureau decided not to
    "P-023": Case((0, 0, 40, 40), rating="60"),
    "P-024": Case(_P, silent_from=3),
    "W-001": Case(_H, rating="100"),
    "W-002": Case(_H, five_lacking="goal"),
    "W-003": Case((12, 0)),
    "W-004": Case(_H, disagree=True),
    "W-007": Case(_H, rating="80"),  # led by a village, supervised by its town
    "W-047": Case(_H, level_skipped=True),  # led by a village; the bureau passed over the town
    "W-005": Case(_H, no_task_person=True),
    "G-0001": Case(_H),
    "G-0002": Case((0, 5)),  # 95 done, explained
    "G-0003": Case((0, 5), unexplained=True),
    "G-0004": Case(_H, nobody=True),
    "G-0005": Case(_H, no_plan=True),
    "G-0006": Case((11, 0)),
}
