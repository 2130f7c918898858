"""What is asked of other rules: values, occasions and ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Literal as OneOf

import attrs

from projgov.diagnostics import Place
from projgov.domain.types import AnyType, ValueType
from projgov.rules.core.nodes.common import NUMBER, here

if TYPE_CHECKING:
    from projgov.rules.core.nodes import Node


@attrs.frozen
class Result:
    """The value of definition `definition` for the subject that `subject` gives; null subject gives null.

    A definition on the portfolio as a whole has one value, whatever `subject` is.
    """

    definition: str
    subject: Node
    type: ValueType
    place: Place = here()


@attrs.frozen
class AsOf:
    """What evaluation on `day` gives for definition `definition` and a subject, by the records that there are now.

    All that it asks, of other rules too, is as of that day: results, occasions, ranks, registers and parameters. Null subject
    gives null; a definition on the portfolio as a whole has one value, whatever `subject` is.
    """

    definition: str
    subject: Node
    day: Node
    type: ValueType
    place: Place = here()


@attrs.frozen
class Tally:
    """How many occasions of the checks named ended with `outcome` for the subject.

    Unknown while any of their occasions is undetermined.
    """

    checks: tuple[str, ...]
    outcome: OneOf["met", "unmet", "pending", "excused"]
    subject: Node
    type: ValueType = NUMBER
    place: Place = here()


@attrs.frozen
class Rank:
    """Where the subject stands among all subjects of type `record` by definition `of`: a context.

    A subject takes part where `among` holds (it sees the variable `subject`; None: all) and its value of `of` is not null; it
    may take part where `among` is unknown, or the value of `of` is. Only subjects of an equal `group` are ranked against each
    other (None: all; null is a group like any other); one of an unknown group may belong to any. Higher is better where
    `descending`. Of the others, for a subject whose own part, group and value are known:

    - *ahead*: it surely takes part in the same group with a value known to be better;
    - *level*: it surely takes part in the same group with a value known to be equal;
    - *open*: neither, and not excluded from being ahead or level: what is unknown of it (part, group, value) could make it
      so. A value known to be worse excludes it; of an unknown value a bound does, where the subject's own value is better
      than any within the bound (then it is neither), or as good as the best (then it can be level only). The bound is the
      value of definition `limit` for that subject, the best that its value can still turn out to be, where that is known;
      else the bound in the type of `of`.

    The entries, with n(…) for how many there are:

    - `best` = 1 + n(ahead); `worst` = `best` + n(open that could be ahead); `tied` = 1 + n(level);
    - `reach` = n(ahead) + n(level) + n(open) + 1: how many at most stand at or before its place, itself included;
    - `size`: how many take part in the group, itself included; unknown where that of any is unknown (an unknown value of `of`
      counts as taking part);
    - `rank` = `best` where `best` = `worst`, else unknown with the evidence of those open that could be ahead;
    - `settled` = true where none is open, else unknown with the evidence of all that are.

    Where only the subject's own value is unknown, `best` and `worst` still hold: 1 + n(known to be better than the best that
    its value can be), and 1 + n(others that take part or may). The rest but `size` is unknown as the value is: who is not
    ranked surely has no place among the first, but can surely have none.

    The whole is unknown where the subject's own `among` or group is (false `among` before all else), and null where it
    does not take part. A fault in any subject's `among`, group or value makes it a fault.
    """

    of: str
    record: str
    among: Node | None
    group: Node | None
    descending: bool
    subject: Node
    type: ValueType = AnyType()
    limit: str | None = None
    place: Place = here()
