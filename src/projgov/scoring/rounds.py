"""How often loops within loops go round: not without end, however large the portfolio is.

A loop within others goes round as often as the lengths of their lists multiplied: of those on which it depends, since one that
depends on none of them is gone through once, whatever it stands in. The lengths are known before it begins, so that it is a
fault from the start and costs nothing on the way. What the rule file alone makes long is refused earlier (`rules.load.effort`).
"""

from __future__ import annotations

from collections.abc import Mapping

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.rules.core import nodes
from projgov.rules.core.nodes import Node
from projgov.scoring.faults import Erring
from projgov.scoring.values import Fault, Rows, Value

TOO_MANY_ROUNDS = Pattern(
    "E032",
    Bilingual(
        "这个循环套在别的循环里，对这份数据要走 {rounds} 遍，多于 {most} 遍的限额",
        "with these data this loop, which stands within others, goes round {rounds} times, more than the {most} that it may",
    ),
    Bilingual(
        "先筛选再循环，或把里层先算成一条规则，让外层引用它的结果",
        "filter the lists first, or compute the inner loop in a rule of its own, and use its result",
    ),
)
MOST_ROUNDS = 100_000_000
"""How often a loop within others may go round for one subject; and how many items the lists that it makes may have in all."""
LONGEST = 10_000_000
"""How many items a list that is put together of others may have."""

_LOOPS = (nodes.Each, nodes.Filter, nodes.Fold, nodes.Quantify)
_OF_THE_DAY = (nodes.Parameter, nodes.Field)


def too_many(rounds: int, place: Place) -> Fault:
    """The fault of a loop that would go round so often."""
    return _erring(rounds, MOST_ROUNDS).at(place)


def few_in_all(lists: Value, outer: int, place: Place) -> Value:
    """Lists to be put together so often; a fault where they have too many items in all. What is no list has none."""
    if not isinstance(lists, tuple | Rows):
        return lists
    parts = lists if isinstance(lists, tuple) else (*lists.sure, *(part for part, _ in lists.possible))
    count = outer * sum(length(part) for part in parts if isinstance(part, tuple | Rows))
    return too_many(count, place) if count > MOST_ROUNDS else lists


def short_enough(count: int) -> None:
    """Nothing, of a list that may have so many items. Raises Erring."""
    if count > LONGEST:
        raise _erring(count, LONGEST)


def _erring(rounds: int, most: int) -> Erring:
    shown, limit = (f"{number:,}".replace(",", " ") for number in (rounds, most))
    return Erring(TOO_MANY_ROUNDS, rounds=shown, most=limit)


def is_flattening(node: Node) -> bool:
    """Whether a node puts a list together of others: as loops within one another do, all of whose items it has."""
    return isinstance(node, nodes.Call) and node.function == "flatten_once"


def asks(node: Node) -> bool:
    """Whether something in a node asks how often it is computed."""
    return (
        isinstance(node, _LOOPS) or is_flattening(node) or any(asks(child) for child in nodes.children(node))
    )


def length(items: tuple[object, ...] | Rows) -> int:
    """How many members a list has, possible ones included."""
    return len(items.sure) + len(items.possible) if isinstance(items, Rows) else len(items)


class Names:
    """The names that nodes use, each looked at once. Days and members that depend on the day judged use `judged`."""

    def __init__(self) -> None:
        self._found: dict[int, tuple[Node, frozenset[str]]] = {}

    def of(self, node: Node) -> frozenset[str]:
        """All names in a node. One that is bound again within it counts: two loops of one name are taken to depend on each other."""
        found = self._found.get(id(node))
        if found is None:
            parts = [self.of(child) for child in nodes.children(node)]
            own = {node.name} if isinstance(node, nodes.Variable) else set()
            found = node, frozenset(own.union(*parts, {"judged"} if isinstance(node, _OF_THE_DAY) else ()))
            self._found[id(node)] = found  # the node is kept, so that its number means no other
        return found[1]

    def outer(self, node: Node, rounds: Mapping[str, int]) -> int:
        """How often a node is computed, where names that loops bind have so many values one after another; 0: outside of loops."""
        return max((rounds[name] for name in self.of(node) if name in rounds), default=0) if rounds else 0
