"""Random rules that give points and marks: points, indicators, grades, awards."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from projgov.domain.types import NumberType, ValueType
from projgov.rules.core.program import PORTFOLIO
from projgov.rules.forms.adjustments import Total, Veto
from projgov.rules.forms.grading import GRADES, Band, Grade
from projgov.rules.forms.lines import Add, Deduct, Evidence, PointsLine
from projgov.rules.forms.normalising import Normalise, Transform
from projgov.rules.forms.options import find
from projgov.rules.forms.placing import Tie
from projgov.rules.forms.words import RoundingMode
from projgov.rules.kinds.awards import AwardRule, Better, Tier
from projgov.rules.kinds.grades import Grades
from projgov.rules.kinds.indicators import Aggregation, Indicator, Indicators
from projgov.rules.kinds.points import Points
from projgov.testing.feel_leaves import number
from projgov.testing.feel_scope import BOOLEAN, NUMBER, TEXT, Given, Scope, result
from projgov.testing.rule_hand import SUBJECTS, Hand
from projgov.testing.rule_yaml import Source, Written

_OWN_GRADES = ("一档", "二档", "fair", "poor", "A", "B")


def points(hand: Hand) -> dict[str, Written]:
    """Lines that are summed, with coefficient, limits and vetoes."""
    subject = hand.pick(SUBJECTS)
    scope = Scope.of(hand.named, subject)
    decimals = hand.draw(st.integers(0, 2))
    veto = [_veto(hand, scope, decimals) for _ in hand.count(1, 4)] if hand.chance(3) else None
    fields = {
        "decimals": decimals,
        "rounding": hand.maybe(lambda: hand.word(RoundingMode.options), 4),
        "missing_evidence": _evidence(hand),
        "lines": [_line(hand, scope, decimals) for _ in hand.count(1, 3)],
        "coefficient": hand.maybe(lambda: hand.expression(scope, NUMBER, 1), 4),
        "total": hand.maybe(lambda: hand.written(Total, _limits(hand, decimals))),
        "veto": veto,
        "when": hand.maybe(lambda: hand.condition(scope), 4),
        "judged": hand.maybe(lambda: hand.day(scope), 2),
    }
    return hand.rule(Points, ("score", "得分"), subject, fields)


def indicators(hand: Hand) -> dict[str, Written]:
    """An index of values that are normalised and weighted."""
    subject = hand.pick(SUBJECTS)
    scope = Scope.of(hand.named, subject)
    weighted = hand.draw(st.booleans())
    fields = {
        "decimals": hand.draw(st.integers(0, 2)),
        "rounding": hand.maybe(lambda: hand.word(RoundingMode.options), 4),
        "aggregate": hand.maybe(lambda: hand.word(Aggregation.options), 2),
        "scale": hand.maybe(lambda: Source(hand.pick(["10", "1", "120"])), 4),
        "indicators": [_indicator(hand, scope, weighted=weighted) for _ in hand.count(1, 3)],
        "when": hand.maybe(lambda: hand.condition(scope), 4),
        "judged": hand.maybe(lambda: hand.day(scope), 2),
    }
    return hand.rule(Indicators, ("index", "指数"), subject, fields)


def grades(hand: Hand) -> dict[str, Written] | None:
    """The bands of a score that some rule gives; None where no rule does."""
    scores = [g for g in hand.named.given if isinstance(g.type, NumberType)]
    if not scores:
        return None
    given = hand.pick(scores)
    kind = given.type
    assert isinstance(kind, NumberType)
    top = Fraction(100) if kind.most is None else kind.most
    least = min(Fraction(0), top - 100) if kind.least is None else kind.least
    most = least + 100 if kind.most is None else top
    thresholds = {least + (most - least) * hand.draw(st.integers(1, 20)) / 20 for _ in hand.count(1, 3)}
    names = iter(hand.draw(st.permutations([*(o.code for o in GRADES), *_OWN_GRADES])))
    bands: list[Written] = []
    capped = given.subject != PORTFOLIO and hand.chance(3)
    for threshold in sorted(thresholds, reverse=hand.draw(st.booleans())):
        near = Fraction(round(threshold * 100), 100)
        start = near if least <= near <= most else threshold
        fields = {
            "grade": _grade(hand, next(names)),
            "title": hand.maybe(hand.title, 4),
            "from_" if start == most or hand.chance(2) else "above": _number(start),
            **(_cap(hand) if capped else {}),
        }
        bands.append(hand.written(Band, fields))
    otherwise = hand.written(Grade, {"grade": _grade(hand, next(names))})
    scope = Scope.of(hand.named, given.subject)
    reason = hand.maybe(lambda: hand.reason(scope.with_locals({"score": NUMBER}, macros=True)))
    fields = {"of": Source.of(result(given)), "bands": bands, "otherwise": otherwise, "reason": reason}
    if capped:
        fields |= {
            "within": hand.maybe(lambda: _group(hand, scope)),
            "tie": hand.maybe(lambda: hand.word(Tie.options)),
            "rounding_of_share": hand.maybe(lambda: hand.word(RoundingMode.options)),
        }
    return hand.rule(Grades, ("grade", "等次"), given.subject, fields)


def _cap(hand: Hand) -> dict[str, Source]:
    """How many places a band has, as a number or as a share of the class."""
    if hand.chance(2):
        return {"most": Source.of(number(hand.draw(st.integers(0, 3))))}
    return {"most_share": Source(hand.pick(["20%", "1/3", "0.5", "1"]))}


def awards(hand: Hand) -> dict[str, Written]:
    """Who ranks first, and who is proposed."""
    scores = [g for g in hand.named.given if isinstance(g.type, NumberType) and g.subject != PORTFOLIO]
    best: Given | None = hand.pick(scores) if scores and not hand.chance(4) else None
    subject = hand.pick([s for s in SUBJECTS if s != PORTFOLIO]) if best is None else best.subject
    scope = Scope.of(hand.named, subject)
    by = hand.expression(scope, NUMBER, 2) if best is None else Source.of(result(best))
    seen = scope.with_locals({"rank": NUMBER, "score": NUMBER}, macros=True)
    places = hand.pick(["none", "top", "top", "tiers"])
    top = hand.parameter(1) if hand.chance(4) else None
    fields: dict[str, Written | None] = {
        "by": by,
        "better": hand.maybe(lambda: hand.word(Better.options)),
        "among": hand.maybe(lambda: hand.condition(scope)),
        "within": hand.maybe(lambda: _group(hand, scope)),
        "barred_when": hand.maybe(lambda: hand.condition(scope), 4),
        "when": hand.maybe(lambda: hand.condition(scope), 6),
        "judged": hand.maybe(lambda: hand.day(scope), 4),
    }
    if places == "top":
        fields["top"] = top or Source(str(hand.draw(st.integers(1, 3))))
    if places == "tiers":
        tops = sorted({hand.draw(st.integers(1, 4)) for _ in hand.count(1, 3)})
        tiers: list[dict[str, Written | None]] = [
            {"id": hand.id("prize", "奖项"), "top": Source(str(n))} for n in tops
        ]
        fields["tiers"] = [hand.written(Tier, tier) for tier in tiers]
    if places != "none":
        fields["tie"] = hand.maybe(lambda: hand.word(Tie.options), 2)
        fields["least"] = hand.maybe(lambda: hand.amount(scope, 60))
        fields["reason"] = hand.maybe(lambda: hand.reason(seen))
    return hand.rule(AwardRule, ("award", "奖励"), subject, fields)


def _evidence(hand: Hand) -> str | None:
    if not hand.observing:
        return hand.maybe(lambda: hand.word([Evidence.options[0]]))
    return hand.maybe(lambda: hand.word(Evidence.options))


def _number(value: Fraction) -> Source:
    """A number as a literal, or a quotient where no decimal is exact."""
    if (value * 1000).denominator == 1:
        return Source.of(number(value))
    return Source(str(value))


def _limits(hand: Hand, decimals: int) -> dict[str, Written | None]:
    """A least and a most of a number with so many decimals, or one of them."""
    step = Fraction(1, 10**decimals)
    least: Source | None = _number(-hand.draw(st.integers(0, 20)) * step)
    most: Source | None = _number(hand.draw(st.integers(1, 100)) * (10 * step if decimals else step))
    match hand.pick(["least", "most", "both"]):
        case "least":
            most = None
        case "most":
            least = None
    return {"least": least, "most": most}


def _line(hand: Hand, scope: Scope, rule_decimals: int) -> dict[str, Written]:
    decimals = hand.draw(st.integers(0, rule_decimals)) if hand.chance(4) else None
    own = rule_decimals if decimals is None else decimals
    kind = hand.pick(["base", "base", "give", "give", "add"])
    loses = kind == "base" or hand.chance(4)
    gains = kind == "add" or hand.chance(5)
    seen = ["score"]
    if loses or gains:
        seen += ["each", "points", *(["lost"] if loses else []), *(["gained"] if gains else [])]
    reason_scope = scope.with_locals(dict.fromkeys(seen, NUMBER), macros=True)
    fields: dict[str, Written | None] = {
        "id": hand.id("line", "分项"),
        "title": hand.maybe(hand.title, 2),
        "base": hand.expression(scope, NUMBER, 1) if kind == "base" else None,
        "give": hand.expression(scope, NUMBER, 2) if kind == "give" else None,
        "deduct": hand.written(Deduct, _lost(hand, scope)) if loses else None,
        "add": hand.written(Add, _gained(hand, scope)) if gains else None,
        **(_limits(hand, own) if hand.chance(3) else {}),
        "when": hand.maybe(lambda: hand.condition(scope), 4),
        "missing_evidence": _evidence(hand) if hand.chance(2) else None,
        "decimals": decimals,
        "reason": hand.maybe(lambda: hand.reason(reason_scope), 2),
    }
    return hand.written(PointsLine, fields)


def _times(hand: Hand, scope: Scope) -> Source:
    found = hand.listed(scope) if hand.chance(2) else None
    return hand.expression(scope, NUMBER, 1) if found is None else found


def _lost(hand: Hand, scope: Scope) -> dict[str, Written | None]:
    least = hand.maybe(lambda: hand.expression(scope, NUMBER, 0))
    return {"each": _times(hand, scope), "points": hand.amount(scope), "least": least}


def _gained(hand: Hand, scope: Scope) -> dict[str, Written | None]:
    most = hand.maybe(lambda: hand.amount(scope, 20), 2)
    return {"each": _times(hand, scope), "points": hand.amount(scope), "most": most}


def _veto(hand: Hand, scope: Scope, decimals: int) -> dict[str, Written]:
    falls = Fraction(hand.draw(st.integers(0, 60)), 10**decimals)
    seen = scope.with_locals({"score": NUMBER}, macros=True)
    fields = {
        "when": hand.condition(scope),
        "title": hand.maybe(hand.title, 2),
        "to": hand.maybe(lambda: _number(falls), 2),
        "reason": hand.maybe(lambda: hand.reason(seen), 2),
    }
    return hand.written(Veto, fields)


def _indicator(hand: Hand, scope: Scope, *, weighted: bool) -> dict[str, Written]:
    worst = hand.draw(st.integers(-20, 20))
    best = worst + hand.draw(st.sampled_from([-100, -7, 3, 50, 100]))
    ends: dict[str, Written | None] = {
        "worst": Source(str(worst)),
        "best": Source(str(best)),
        "clamp": hand.maybe(lambda: hand.draw(st.booleans()), 4),
    }
    if worst > 0 and best > 0 and hand.chance(3):
        ends |= {"transform": hand.word(Transform.options[1:]), "clamp": None}
    policy: list[Written] = ["undetermined", "不定"]
    if hand.observing:
        policy += ["zero", "计零分", "exclude", "exclude", "剔除", {"value": Source("60")}]
    floor = hand.draw(st.integers(-5, 20))
    seen = scope.with_locals(dict.fromkeys(["value", "score", "weight"], NUMBER), macros=True)
    fields: dict[str, Written | None] = {
        "id": hand.id("part", "指标"),
        "title": hand.maybe(hand.title, 2),
        "value": hand.expression(scope, NUMBER, 2),
        "weight": _weight(hand) if weighted else None,
        "normalise": hand.written(Normalise, ends) if not hand.chance(4) else None,
        "floor": Source(str(floor)) if hand.chance(5) else None,
        "cap": Source(str(floor + hand.draw(st.integers(0, 90)))) if hand.chance(5) else None,
        "decimals": hand.pick([0, 1, 2, 3, "exact", "精确"]) if hand.chance(4) else None,
        "missing_evidence": hand.maybe(lambda: hand.pick(policy), 2),
        "reason": hand.maybe(lambda: hand.reason(seen)),
    }
    return hand.written(Indicator, fields)


def _weight(hand: Hand) -> Source:
    found = hand.parameter(1) if hand.chance(4) else None
    return found or Source.of(number(Fraction(hand.draw(st.integers(1, 20)), hand.pick([1, 1, 2]))))


def _grade(hand: Hand, code: str) -> str:
    """A grade by one of its names."""
    option = find(code, GRADES)
    return code if option is None else hand.word([option])


def _group(hand: Hand, scope: Scope) -> Source:
    found = hand.feel(scope).choice() if hand.chance(2) else None
    if found is not None:
        return Source.of(found[0])
    unit = hand.feel(scope).subject_named(("unit",))
    kinds: tuple[ValueType, ...] = (TEXT, BOOLEAN, NUMBER)
    return hand.expression(scope, hand.pick(kinds), 1) if unit is None else Source.of(unit)
