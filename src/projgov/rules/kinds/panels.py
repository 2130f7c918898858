"""Panels (评审): from the ballots of a panel to a score, a vote, and what was wrong with how it was held.

`of` says which panels: those of the subject, or a list of them (`panels[kind = "review"]`). Of several the latest counts (all that met
on that day); `several: pooled` (合并) takes the ballots of all together. That there is one is the first thing that the rule asks.

    panels:
      - id: public_review
        on: project
        title: {zh: 公开评议, en: Public review}
        of: panels[kind = "assessment"]
        judged: end of year
        members: {deputy: 2, cppcc: 2, supervisor: 1, media: 1}
        quorum: 2/3
        recusal: {units: lead unit, unnamed: outside}
        score: trimmed mean
        trim: 1
        decimals: 2
        vote: {over: 1/2, abstentions: count}

**Who judged.** `members` says of which category of member (人大代表, 政协委员, 社会监督员, 媒体 …) how many ballots have to count at
least; `least ballots` how many in all; `quorum` which share of the `members called` (应到人数) of each panel, the share itself being enough.
Data in which more members voted than were called are refused.

**Who stands back.** A ballot that says `recused` does not count. With `recusal` a ballot of a member of the judged unit has to say so: a
member whose `unit` it is, or who held a post there on the day of the panel; of a rule on officers also the officer himself. `units` is
the unit judged, or a list; without it, it is the subject itself where that is a unit, else its lead unit. A member of the judged unit who
did not stand back is a finding, and the ballot is left out, unless `unrecused: count` (计入). A ballot that names neither unit nor member
leaves open whether it counts; `unnamed: outside` (视为无关) takes it for one of somebody else.

**The score.** `score` is the `mean` (平均) of the scores of the ballots that count, the `median` (中位数), or the `trimmed mean` (去极值平均):
the mean without the `trim` greatest and the `trim` least (1 unless said otherwise; which of several equal ones is left out makes no
difference). With `weights` each category has a score of its own made so, and the scores are weighted; ballots of a category without a weight do
not count in it. A category without a ballot is `undetermined` (不定) and so is the score; `missing categories: exclude` (剔除) gives its
weight to the others in proportion, `zero` (计零分) counts it as 0. The score is exact until it is rounded once, to `decimals`. A ballot
that counts and has no score leaves it undetermined; so does that there is no panel, or that too few ballots are left after trimming.

**The vote.** `vote` takes the share of yes among the ballots that count. `over: 1/2` (过半数) excludes the half itself, `at least: 2/3` includes
it. Who abstains belongs to those who voted (`abstentions: count`) unless `leave out` (不计入); `of: members called` takes the share of all who
were called. Shares are written `2/3`, `80%`, `0.8`, or as a parameter in percent.

Other rules use `public_review` (the score; without one, whether the vote passed), `public_review.score`, `.passed`, `.share` (percent), `.yes`,
`.no`, `.abstained`, `.ballots` (those that count, a list), with weights the score of a category (`public_review.deputy`), and `.met`, `.unmet`
like those of any rule. A reason is said of everything that is found, and can name what it is by `problem` (问题), and `count`, the number of
ballots that count.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.domain.types import TextType, ValueType
from projgov.rules.core import nodes
from projgov.rules.core.nodes import BOOLEAN, Node
from projgov.rules.core.program import (
    Check,
    Definition,
    Finding,
    Message,
    Output,
    Score,
)
from projgov.rules.core.scope import Binding
from projgov.rules.forms.amounts import (
    Decimals,
    calculated,
    constant,
    defining,
    given,
    number_type,
)
from projgov.rules.forms.asked import Asking
from projgov.rules.forms.ballots import (
    BALLOT,
    BALLOTS,
    PANEL,
    PANELS,
    Ballots,
    Several,
    categories,
    panels_of,
)
from projgov.rules.forms.base import Kind, Lowered, Lowering
from projgov.rules.forms.outcomes import OUTCOMES, outcome_of
from projgov.rules.forms.panel_scores import CategoryPolicy, Method, PanelScore, Scoring, panel_score
from projgov.rules.forms.recusal import Recusal, bound_by
from projgov.rules.forms.results import COUNT, check_entries
from projgov.rules.forms.shares import share
from projgov.rules.forms.voting import Vote, Voting, voting
from projgov.rules.forms.wholes import whole
from projgov.rules.forms.words import HALF_UP, RoundingMode
from projgov.rules.forms.written import Expression, Rule, key

NO_DECIMALS = Pattern(
    "F525",
    Bilingual("写了评分方式，没有写保留几位小数", "how ballots are scored is said, and not with how many decimals"),
    Bilingual("加上 `decimals:`，如 `decimals: 2`", "add `decimals:`, such as `decimals: 2`"),
)  # fmt: skip
NO_EFFECT = Pattern(
    "F526",
    Bilingual("没有 {own_needs}，`{key}` 不起作用", "without {own_needs}, `{key}` has no effect"),
    Bilingual("写上 {own_needs}，或删去 `{key}`", "write {own_needs}, or leave `{key}` out"),
)
_TEXT = TextType()


class PanelRule(Rule):
    """What a panel came to."""

    of: Expression | None = key(
        "评审会", "评审", "panels", default=None, meaning="the panels, such as `panels[kind = \"review\"]`; else all of the subject"
    )  # fmt: skip
    several: Several = key("多次评审", default=Several("latest"), meaning="which of several panels count")
    members: dict[str, Expression] = key(
        "组成", "评委组成", default={}, meaning="how many ballots of each category of member there have to be at least"
    )  # fmt: skip
    least_ballots: Expression | None = key(
        "最少票数", "至少票数", default=None, meaning="how many ballots have to count in all"
    )
    quorum: Expression | None = key(
        "到会比例", "法定比例", default=None, meaning="the share of the members called whose ballots have to count"
    )  # fmt: skip
    recusal: Recusal | None = key("回避", default=None, meaning="who has to stand back")
    score: Method | None = key("评分方式", "评分", default=None, meaning="how ballots are brought together")
    trim: Expression | None = key(
        "去掉", "各去掉", default=None, meaning="how many are left out at each end of a trimmed mean; 1 unless given"
    )  # fmt: skip
    weights: dict[str, Expression] = key(
        "权重", "类别权重", default={}, meaning="weights by category of member"
    )
    missing_categories: CategoryPolicy | None = key(
        "缺类别时",
        default=None,
        meaning="what becomes of a category without a ballot; undetermined unless given",
    )
    decimals: Decimals | None = key("小数位数", "小数位", default=None, meaning="decimals of the score")
    rounding: RoundingMode = key("舍入", default=HALF_UP)
    vote: Vote | None = key("表决", default=None, meaning="what share of yes is enough")
    otherwise: str = key("否则", options=OUTCOMES, default="flag", meaning="what a failure comes to")


@attrs.frozen
class _Panels:
    """A rule as Core has it."""

    ballots: Ballots
    score: PanelScore | None
    vote: Voting | None

    def own(self) -> ValueType | None:
        """The type of what the rule itself gives."""
        return self.score.total.type if self.score is not None else None if self.vote is None else BOOLEAN

    def entries(self) -> list[tuple[str, Node]]:
        """What else it gives."""
        return [*(self.score.entries if self.score else ()), *(self.vote.entries if self.vote else ())]


def declare(rule: PanelRule, lowering: Lowering) -> Binding:
    entries: dict[str, ValueType] = {**check_entries(), "ballots": BALLOTS, "panels": PANELS}
    made = _made(rule, lowering)
    if made is None:
        return lowering.binding(None, entries)
    entries |= {entry: node.type for entry, node in made.entries()}
    own = made.own()
    if made.score is not None and own is not None:
        entries["score"] = own
    binding = lowering.binding(own, entries)
    labels = (
        {c.label.zh: c.code for c, _ in categories(rule.weights, "weights", lowering)} if made.score else {}
    )
    return attrs.evolve(binding, aliases={**binding.aliases, **labels})


def lower(rule: PanelRule, lowering: Lowering) -> Lowered:
    header = lowering.header()
    _check_keys(rule, lowering)
    made = _made(rule, lowering)
    panels = panels_of(rule.of, rule.several, lowering)
    if made is None or panels is None:
        return Lowered()
    ballots, judged, define = made.ballots, lowering.judged(), defining(lowering)
    # What the checks go through is there for every subject: whether the rule applies is theirs to say.
    definitions = [
        Definition(f"{header.id}.{entry}", header.subject, body, body.type, judged, place=header.place)
        for entry, body in (("panels", panels.counted), ("ballots", ballots.together()))
    ]
    definitions += [define(entry, body) for entry, body in made.entries()]
    outputs: list[Output] = []
    if made.score is not None and rule.decimals is not None:
        kind = number_type(made.score.total)
        definitions += [define("", made.score.total), define("score", given("", kind, lowering))]
        outputs.append(Score(header, made.score.lines, header.id, rule.decimals))
    elif made.vote is not None:
        definitions.append(define("", nodes.Result(f"{header.id}.passed", lowering.this(), BOOLEAN)))
    outcome = outcome_of(rule.otherwise, lowering.place_of(("otherwise",)), lowering.faults)
    number = ballots.number()
    asking = Asking(header, outcome, lowering, panels.held(header.place), {"count": number, "数量": number})
    found = list(_checks(rule, made, asking, lowering))
    checks = tuple(check for check, _ in found)
    return Lowered(
        (*definitions, *asking.counts(checks)), checks, (*outputs, *(finding for _, finding in found))
    )


def _made(rule: PanelRule, lowering: Lowering) -> _Panels | None:
    if panels_of(rule.of, rule.several, lowering) is None:
        return None
    leave_out = rule.recusal is not None and rule.recusal.unrecused.code == "leave_out"
    ballots = Ballots(lowering, lowering.place, bound_by(rule.recusal, lowering), leave_out)
    score = None
    if rule.score is not None:
        trim: Node = constant(1, lowering.place)
        if rule.trim is not None:
            trim = whole(rule.trim, "trim", lowering)
        policy = (rule.missing_categories or CategoryPolicy("undetermined")).code
        weights = categories(rule.weights, "weights", lowering)
        mode = rule.rounding.mode
        scoring = Scoring(rule.score.code, trim, weights, policy, rule.decimals or 0, mode)
        score = panel_score(scoring, ballots, lowering)
    vote = None if rule.vote is None else voting(rule.vote, ballots, lowering)
    return _Panels(ballots, score, vote)


def _check_keys(rule: PanelRule, lowering: Lowering) -> None:
    """Faults of keys that say something of what the rule does not do."""
    if rule.score is not None and rule.decimals is None:
        lowering.faults.add(NO_DECIMALS, lowering.place_of(("score",)))
    trimmed = rule.score is not None and rule.score.code == "trimmed_mean"
    needs = {
        "trim": (rule.trim is not None and not trimmed, "score: trimmed mean"),
        "weights": (bool(rule.weights) and rule.score is None, "score"),
        "decimals": (rule.decimals is not None and rule.score is None, "score"),
        "missing_categories": (rule.missing_categories is not None and not rule.weights, "weights"),
    }
    for name, (idle, wanted) in needs.items():
        if idle:
            place = lowering.place_of((name,))
            lowering.faults.add(
                NO_EFFECT,
                place,
                key=name.replace("_", " "),
                own_needs=Bilingual(f"`{wanted}`", f"`{wanted}`"),
            )


def _checks(
    rule: PanelRule, made: _Panels, asking: Asking, lowering: Lowering
) -> Iterator[tuple[Check, Finding]]:
    """What is asked of a panel, each with what is said where it fails."""
    ballots, place = made.ballots, lowering.place
    yield asking.held(
        Bilingual("已组织评审", "panel held"), Message(("没有组织评审",), ("No panel has met",))
    )
    for category, least in categories(rule.members, "members", lowering, whole=True):
        number: Node = nodes.Aggregate("count", ballots.of(category), COUNT, place=place)
        zh, en = category.label.zh, category.label.en
        yield asking.check(
            f"members_{category.code}",
            Bilingual(f"评委组成：{zh}", f"members of the panel: {en}"),
            nodes.Compare(">=", number, least, place=least.place),
            Message((f"{zh}应有", least, "票计入，实有", number, "票"), (f"{en}: ", number, " ballots count, and ", least, " are wanted")),
        )  # fmt: skip
    if rule.least_ballots is not None:
        least = whole(rule.least_ballots, "least_ballots", lowering)
        all_of_them = ballots.number()
        yield asking.check(
            "least_ballots",
            Bilingual("最少票数", "least number of ballots"),
            nodes.Compare(">=", all_of_them, least, place=least.place),
            Message(("应有", least, "票计入，实有", all_of_them, "票"), (all_of_them, " ballots count, and ", least, " are wanted")),
        )  # fmt: skip
    if rule.quorum is not None:
        panel = nodes.Variable("occasion", PANEL)
        called = nodes.Field(panel, "panel", "members", COUNT, place=place)
        here = nodes.Aggregate("count", ballots.kept(panel), COUNT, place=place)
        needed = calculated("*", called, share(rule.quorum, lowering), rule.quorum.scalar.place)
        yield asking.check(
            "quorum",
            Bilingual("到会人数", "quorum"),
            nodes.Compare(">=", here, needed, place=needed.place),
            Message(("应到", called, "人，计入", here, "票，不足规定比例"), (here, " ballots count of ", called, " members called: no quorum")),
            ballots.panels,
        )  # fmt: skip
    if ballots.bound is not None:
        ballot = nodes.Variable("occasion", BALLOT)
        own = nodes.Field(ballot, "ballot", "id", _TEXT, place=place)
        zh, en = ("不计入", "is left out") if ballots.leave_out else ("仍计入", "still counts")
        yield asking.check(
            "recusal",
            Bilingual("回避", "recusal"),
            ballots.recused(ballot),
            Message(("评分票“", own, f"”的评委属被评单位，应当回避而未回避，该票{zh}"), ("The member who gave the ballot “", own, f"” belongs to the judged unit and did not stand back: it {en}")),
            ballots.of_bound(),
        )  # fmt: skip
    if made.vote is not None:
        yield asking.check(
            "vote", Bilingual("表决通过", "vote passed"), made.vote.passed, made.vote.reason, tells_met=True
        )


KIND = Kind("panels", ("评审",), Bilingual("评审", "panels"), PanelRule, declare, lower)
