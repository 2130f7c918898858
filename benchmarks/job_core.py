"""The job as Core, which a rule file would lower to."""

from fractions import Fraction

import job

from projgov.diagnostics import Bilingual
from projgov.domain.types import ChoiceType, NumberType, Option, RecordType, TextType, ValueType
from projgov.domain.vocabulary import About, Member, Named, Record, Vocabulary
from projgov.rules.core import nodes, typing
from projgov.rules.core.program import Core, Definition, Header, Line, Mark, Score

TEXT = TextType()
SUBJECT = nodes.Variable("subject", RecordType("project"))


def _label(text: str) -> Bilingual:
    return Bilingual(text, text)


def _choice(name: str, codes: tuple[str, ...]) -> ChoiceType:
    return ChoiceType(name, tuple(Option(code, _label(code)) for code in codes))


PERCENT = NumberType(0, Fraction(0), Fraction(100), "percent")
FACTS: dict[str, ValueType] = {
    "category": _choice("category", job.CATEGORIES),
    "level": _choice("level", job.LEVELS),
    "progress": PERCENT,
    "days_late": NumberType(0, Fraction(0), Fraction(3650), "days"),
    **dict.fromkeys(job.INDICATORS, PERCENT),
}


def _vocabulary() -> Vocabulary:
    about = About(Named("project", _label("project")), collection="projects")
    record = Record("project", about, None, {}, {})
    members = [Member(name, kind, _label(name), (), "internal", "fact") for name, kind in FACTS.items()]
    return Vocabulary({"project": record}).with_facts({"project": members})


def _fact(name: str) -> nodes.Field:
    return nodes.Field(SUBJECT, "project", name, FACTS[name])


def _arithmetic(operator: str, left: nodes.Node, right: nodes.Node) -> nodes.Arithmetic:
    assert isinstance(left.type, NumberType)
    assert isinstance(right.type, NumberType)
    kind = typing.arithmetic(operator, left.type, right.type)
    return nodes.Arithmetic(operator, left, right, kind)  # type: ignore[arg-type]  # one of the operators


def _light() -> nodes.Node:
    rows = []
    for row in job.TABLE:
        tests: list[nodes.Node] = [
            nodes.Compare("=", _fact(name), nodes.Literal(value, TEXT))
            for name, value in (("category", row.category), ("level", row.level))
            if value is not None
        ]
        for name, bounds in (("progress", row.progress), ("days_late", row.days_late)):
            tests += [nodes.Compare(o, _fact(name), nodes.number(b)) for o, b in bounds]  # type: ignore[arg-type]
        rows.append(nodes.Row(nodes.And(tuple(tests)), nodes.Literal(row.light, TEXT)))
    return nodes.Case(tuple(rows), nodes.Literal(job.OTHERWISE, TEXT), TEXT)


def core() -> Core:
    """The job: a lamp, a score of five lines, and a grade."""
    definitions: dict[str, Definition] = {}

    def define(name: str, body: nodes.Node) -> nodes.Node:
        definitions[name] = Definition(name, "project", body, body.type)
        return nodes.Result(name, SUBJECT, body.type)

    define("light", _light())
    total: nodes.Node | None = None
    for name, weight in zip(job.INDICATORS, job.WEIGHTS, strict=True):
        points = _arithmetic("/", _arithmetic("*", _fact(name), nodes.number(weight)), nodes.number(100))
        line = define(
            f"score.{name}", nodes.Round(points, 2, "half_up", NumberType(2, Fraction(0), Fraction(weight)))
        )
        total = line if total is None else _arithmetic("+", total, line)
    assert total is not None
    score = define("score", total)
    rows = tuple(
        nodes.Row(nodes.Compare(">=", score, nodes.number(least)), nodes.Literal(grade, TEXT))
        for least, grade in job.GRADES
    )
    define("grade", nodes.Case(rows, nodes.Literal(job.LOWEST, TEXT), TEXT))
    lines = tuple(Line(name, _label(name), f"score.{name}") for name in job.INDICATORS)
    outputs = (
        Mark(_header("light", "lamps"), "lamp", "light", ()),
        Score(_header("score", "indicators"), lines, "score", 2),
        Mark(_header("grade", "grades"), "grade", "grade", ()),
    )
    return Core(1, "engines", 2017, _label("engines"), _vocabulary(), {}, definitions, {}, outputs)


def _header(name: str, kind: str) -> Header:
    return Header(name, kind, "project", _label(name))
