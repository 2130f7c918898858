"""The parts of a rule that have ids of their own: lines of a score, indicators, tiers of an award."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.vocabulary import canonical_name
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.written import Model, Words, key

BAD_PART = Pattern(
    "N020",
    Bilingual("编号 `{name}` 不能用作名称", "`{name}` cannot serve as a name"),
    Bilingual(
        "编号只用文字、字母、数字和下划线，不以数字开头",
        "use letters, digits and underscores, not a digit first",
    ),
)
DOUBLED_PART = Pattern(
    "N021",
    Bilingual("规则 `{rule}` 里 `{name}` 用了两次", "`{name}` is used twice in the rule `{rule}`"),
    Bilingual("给其中一个换个编号", "give one of them another id"),
)
ALIKE_PARTS = Pattern(
    "N023",
    Bilingual(
        "规则 `{rule}` 里 `{name}` 与 `{other}` 只差全角和半角",
        "in the rule `{rule}`, `{name}` differs from `{other}` in the width of its characters only",
    ),
    Bilingual("给其中一个换个编号", "give one of them another id"),
)
RESERVED_PART = Pattern(
    "N022",
    Bilingual("`{rule}.{name}` 已有别的含义", "`{rule}.{name}` has a meaning already"),
    Bilingual("换个编号；已有含义的：{reserved}", "use another id; those with a meaning are {reserved}"),
)


class Part(Model):
    """A part of a rule: its id, by which other rules call what it gives, and its title."""

    id: str = key("编号", meaning="unique in the rule; other rules write `rule.id`")
    title: Words | None = key("标题", default=None)

    @property
    def label(self) -> Bilingual:
        """The title, or the id where there is none."""
        return (
            self.title.text if self.title else Bilingual(self.id.replace("_", " "), self.id.replace("_", " "))
        )


def part_ids(
    parts: Sequence[Part], where: str | tuple[str | int, ...], reserved: Iterable[str], lowering: Lowering
) -> tuple[str, ...]:
    """The canonical ids of the parts, which stand in the list under the key (or at the path) `where`.

    Faults: an id that is no name, one used twice or looking like another, one in `reserved` (what the kind itself names). In place of the last two stands
    a name of its own, so that one fault brings no others in its train.
    """
    kept = tuple(reserved)
    path = (where,) if isinstance(where, str) else where
    names: list[str] = []
    looks: list[str] = []
    for index, part in enumerate(parts):
        name = canonical_name(part.id)
        place = lowering.place_of((*path, index, "id"))
        if not name.isidentifier():
            lowering.faults.add(BAD_PART, place, name=part.id)
        elif name in kept:
            listed = Bilingual(*(between.join(f"`{r}`" for r in kept) for between in ("、", ", ")))
            lowering.faults.add(RESERVED_PART, place, rule=lowering.rule.id, name=part.id, reserved=listed)
            name = f"{name}_{index}_"
        elif (look := unicodedata.normalize("NFKC", name)) in looks:
            first = looks.index(look)
            seen = [lowering.place_of((*path, first, "id"))]
            pattern = DOUBLED_PART if names[first] == name else ALIKE_PARTS
            lowering.faults.add(
                pattern, place, related=seen, rule=lowering.rule.id, name=part.id, other=parts[first].id
            )
            name = f"{name}_{index}_"
        names.append(name)
        looks.append(unicodedata.normalize("NFKC", name))
    return tuple(names)
