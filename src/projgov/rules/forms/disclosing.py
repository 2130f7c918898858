"""Which record shows that something was made public: of the kinds asked for, to the audience, through one of the channels, in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from projgov.diagnostics import Bilingual, Pattern, Place
from projgov.domain.choices.oversight import AUDIENCE, DISCLOSURE_CHANNEL, DISCLOSURE_KIND
from projgov.domain.types import ChoiceType, ListType, RecordType
from projgov.domain.vocabulary import Record
from projgov.rules.core import nodes
from projgov.rules.core.fitting import is_poison
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.scope import Scope
from projgov.rules.core.typing import ANY, called, item_type
from projgov.rules.forms.base import Lowering
from projgov.rules.forms.fulfilment import fulfilment
from projgov.rules.forms.meant import meant
from projgov.rules.forms.options import find, offer
from projgov.rules.forms.written import Expression

UNKNOWN_WORD = Pattern(
    "N540",
    Bilingual("`{key}` 里没有 `{found}`", "there is no `{found}` for `{key}`"),
    Bilingual("{offer}", "{offer}"),
)
NO_REGISTER = Pattern(
    "T540",
    Bilingual("{subject}没有公开记录", "the type {subject} has no disclosures"),
    Bilingual(
        "在 `公开依据:` 里写明看谁的公开记录，如 `牵头单位.公开记录`；或用 `公开条件:` 写条件",
        "say under `fulfilled by:` whose disclosures count (`lead unit.disclosures`), or write a condition under `met by:`",
    ),
)
NOT_DISCLOSURES = Pattern(
    "T541",
    Bilingual(
        "`fulfilled by` 列的不是公开记录，`{key}` 没有对应的内容",
        "`fulfilled by` does not list disclosures, so that `{key}` has nothing to ask of them",
    ),
    Bilingual("把条件写进 `fulfilled by` 的方括号里，删去 `{key}`", "write the condition into its brackets, and leave `{key}` out"),
)  # fmt: skip
RECORD, REGISTER = "disclosure", "disclosures"
_CAME = "came"
_TO_ALL = "public"
_KEYS: tuple[tuple[str, ChoiceType], ...] = (
    ("what", DISCLOSURE_KIND),
    ("audience", AUDIENCE),
    ("channel", DISCLOSURE_CHANNEL),
)
_FIELDS = {"what": "kind", "audience": "audience", "channel": "channel"}


@attrs.frozen
class Asked:
    """What has to be made public, to whom and where, as codes; `labels` are what the things are called."""

    what: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.what or self.audience or self.channel)

    @property
    def labels(self) -> Bilingual:
        """What has to be made public, in words."""
        options = {option.code: option.label for option in DISCLOSURE_KIND.options}
        found = [options[code] for code in self.what]
        return Bilingual("、".join(one.zh for one in found), ", ".join(one.en for one in found))

    @property
    def condition(self) -> str:
        """The condition on a disclosure, in FEEL."""
        codes = {
            "what": self.what,
            "audience": (*self.audience, _TO_ALL) if self.audience else (),
            "channel": self.channel,
        }
        return " and ".join(
            "(" + " or ".join(f'{_FIELDS[key]} = "{code}"' for code in dict.fromkeys(wanted)) + ")"
            for key, wanted in codes.items()
            if wanted
        )


def asked(
    words: Mapping[str, Sequence[str]],
    lowering: Lowering,
    path: tuple[str | int, ...] = (),
    inherited: Asked = Asked(),
) -> Asked:
    """What the words under `what`, `audience` and `channel` call; where a key holds none, what is `inherited`."""
    found: dict[str, tuple[str, ...]] = {}
    for key, choice in _KEYS:
        codes: list[str] = []
        for number, word in enumerate(words.get(key, ())):
            option = find(word, choice.options)
            if option is None:
                place = lowering.place_of((*path, key, number))
                lowering.faults.add(
                    UNKNOWN_WORD, place, key=key, found=word, offer=offer(word, choice.options)
                )
                continue
            codes.append(option.code)
        found[key] = tuple(codes) or getattr(inherited, key)
    return Asked(**found)


@attrs.frozen
class Evidence:
    """Where it is looked up that something was made public: the list written, else the disclosures of the subject.

    `periodic`: it has to be of the period at hand; `item` is the record at hand where each of a list is to be made public.
    """

    by: Expression | None
    on: Expression | None
    periodic: bool
    item: Node | None
    lowering: Lowering

    def came(self, wanted: Asked, last: Node, scope: Scope, place: Place) -> Node | None:
        """The condition that it was made public by the last day; None where nothing says what to look for."""
        lowering = self.lowering
        if self.by is None:
            if not wanted:
                return None
            record = lowering.names.vocabulary.records.get(lowering.subject)
            if record is None or record.find(REGISTER) is None:
                lowering.faults.add(NO_REGISTER, place, subject=called(lowering.subject))
                return None
            source = nodes.Field(
                lowering.this(), record.name, REGISTER, record.members[REGISTER].type, place=place
            )
            return self._among(source, wanted, last, scope, place)
        told = len(lowering.faults.found)
        found = lowering.expression(self.by, ListType(ANY), scope)
        if is_poison(found):
            return found
        if item_type(found.type) == RecordType(RECORD):
            return self._among(found, wanted, last, scope, place)
        del lowering.faults.found[told:]  # `fulfilment` looks at the same list, and tells the same of it
        for key, _ in _KEYS:
            if getattr(wanted, key):
                lowering.faults.add(NOT_DISCLOSURES, lowering.place_of((key,)), key=key)
        return fulfilment(self.by, self.on, last, scope, lowering)

    def _among(self, source: Node, wanted: Asked, last: Node, scope: Scope, place: Place) -> Node:
        one = nodes.Variable(_CAME, RecordType(RECORD), place=place)
        within = scope.with_item(one, RECORD)
        if self.on is None:
            day = meant("occurred", within, place)
        else:
            day = self.lowering.expression(self.on, None, within.with_locals({"item": one}))
        conditions = [nodes.Compare("<=", day, last, place=place), *self._linked(within, place)]
        if text := wanted.condition:
            conditions.insert(0, meant(text, within, place, BOOLEAN))
        both = conditions[0] if len(conditions) == 1 else nodes.And(tuple(conditions), place=place)
        return nodes.Quantify("some", _CAME, source, both, place=place)

    def _linked(self, within: Scope, place: Place) -> list[Node]:
        """That a disclosure is of the period, or of the record, at hand."""
        if self.periodic:
            text = "if present(period) then period = this_period else in_period(occurred, this_period)"
            return [meant(text, within, place, BOOLEAN)]
        kind = None if self.item is None else self.item.type
        if self.item is None or not isinstance(kind, RecordType):
            return []
        record: Record = self.lowering.names.vocabulary.record(kind.record)
        within = within.with_locals({"the_record": self.item})
        found = []
        if record.about.dated:
            found.append(meant("occurred >= the_record.occurred", within, place, BOOLEAN))
        name = next((n for n in ("id", "version") if n in record.fields), None)
        if name is not None:
            text = f"missing(record) or record = string(the_record.{name})"
            found.append(meant(text, within, place, BOOLEAN))
        return found
