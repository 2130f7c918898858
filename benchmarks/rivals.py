"""The same job for other engines. Each function gives a callable from facts to an answer, and the engine's version.

An engine that is not installed raises `ImportError` when its function is called.
"""

import itertools
import json
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any

import job
from job import Answer, Facts, Row

Engine = tuple[Callable[[Facts], Answer], str]

SCORE = " + ".join(f"{name} * {weight}" for name, weight in zip(job.INDICATORS, job.WEIGHTS, strict=True))


def tests(row: Row) -> Iterator[tuple[str, str, Any]]:
    """The tests of a row as (name, operator, value)."""
    for name, value in (("sector", row.sector), ("tier", row.tier)):
        if value is not None:
            yield name, "==", value
    for name, bounds in (("done", row.done), ("days_late", row.days_late)):
        for operator, bound in bounds:
            yield name, operator, bound


def condition(row: Row, conjunction: str) -> str:
    """A row as an infix expression."""
    return f" {conjunction} ".join(f"{n} {operator} {json.dumps(v)}" for n, operator, v in tests(row))


def chosen(conjunction: str) -> str:
    """The table as one nested conditional expression."""
    text = json.dumps(job.OTHERWISE)
    for row in reversed(job.TABLE):
        text = f"({condition(row, conjunction)}) ? {json.dumps(row.light)} : ({text})"
    return text


def graded(score: str) -> str:
    """The grades as one nested conditional expression."""
    text = json.dumps(job.LOWEST)
    for least, grade in reversed(job.GRADES):
        text = f"{score} >= {least * 100} ? {json.dumps(grade)} : ({text})"
    return text


def zen() -> Engine:
    """GoRules Zen, `ZenEngine.evaluate` with a static loader: a decision table and an expression node."""
    import zen as module

    engine = module.ZenEngine({"loader": {"type": "static", "content": {"job": decision_model()}}})

    def answer(facts: Facts) -> Answer:
        result = engine.evaluate("job", facts)["result"]
        return result["light"], int(result["score"]), result["grade"]

    return answer, version("zen-engine")


def decision_model() -> dict[str, Any]:
    """The job as a JSON Decision Model."""
    names = ("sector", "tier", "done", "days_late")
    rules = []
    for number, row in enumerate((*job.TABLE, None)):
        cells = dict.fromkeys(names, "")
        for name, operator, value in tests(row) if row else ():
            cell = json.dumps(value) if operator == "==" else f"{operator} {value}"
            cells[name] = f"{cells[name]} and {cell}" if cells[name] else cell
        light = row.light if row else job.OTHERWISE
        rules.append({"_id": f"r{number}", **cells, "out": json.dumps(light)})
    table = {
        "hitPolicy": "first",
        "passThrough": True,
        "inputs": [{"id": name, "name": name, "field": name} for name in names],
        "outputs": [{"id": "out", "name": "light", "field": "light"}],
        "rules": rules,
    }
    expressions = {
        "passThrough": True,
        "expressions": [
            {"id": "s", "key": "score", "value": SCORE},
            {"id": "g", "key": "grade", "value": graded("$.score")},
        ],
    }
    kinds = (
        ("in", "inputNode", None),
        ("table", "decisionTableNode", table),
        ("more", "expressionNode", expressions),
        ("out", "outputNode", None),
    )
    nodes = [
        {
            "id": name,
            "name": name,
            "type": kind,
            "position": {"x": 0, "y": 0},
            **({"content": content} if content else {}),
        }
        for name, kind, content in kinds
    ]
    edges = [
        {"id": f"e{a[0]}", "type": "edge", "sourceId": a[0], "targetId": b[0]}
        for a, b in itertools.pairwise(kinds)
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def cel() -> Engine:
    """The Common Expression Language in Rust."""
    import cel as module

    light, score, grade = (module.compile(text) for text in (chosen("&&"), SCORE, graded("score")))

    def answer(facts: Facts) -> Answer:
        total = score.execute(facts)
        return light.execute(facts), total, grade.execute({"score": total})

    return answer, version("common-expression-language")


def cel_python() -> Engine:
    """The Common Expression Language in Python."""
    import celpy

    environment = celpy.Environment()
    light, score, grade = (
        environment.program(environment.compile(text)) for text in (chosen("&&"), SCORE, graded("score"))
    )

    def answer(facts: Facts) -> Answer:
        names = celpy.json_to_cel(facts)
        total = score.evaluate(names)
        return str(light.evaluate(names)), int(total), str(grade.evaluate({"score": total}))

    return answer, version("cel-python")


def rule_engine() -> Engine:
    """rule-engine: one rule a row, the first that matches decides."""
    import rule_engine as module

    context = module.Context(resolver=module.resolve_item)
    rules = [(module.Rule(condition(row, "and"), context=context), row.light) for row in job.TABLE]
    score, grade = (module.Rule(text, context=context) for text in (SCORE, graded("score")))

    def answer(facts: Facts) -> Answer:
        light = next((light for rule, light in rules if rule.matches(facts)), job.OTHERWISE)
        total = score.evaluate(facts)
        return light, int(total), grade.evaluate({"score": total})

    return answer, version("rule-engine")


def business_rules() -> Engine:
    """business-rules: two lists of rules, each left at the first that fires."""
    from business_rules import run_all
    from business_rules.actions import BaseActions, rule_action
    from business_rules.fields import FIELD_TEXT
    from business_rules.variables import BaseVariables, numeric_rule_variable, string_rule_variable

    class Variables(BaseVariables):
        def __init__(self, facts: Facts) -> None:
            self.facts = facts

        @string_rule_variable
        def sector(self) -> str:
            return self.facts["sector"]

        @string_rule_variable
        def tier(self) -> str:
            return self.facts["tier"]

        @numeric_rule_variable
        def done(self) -> int:
            return self.facts["done"]

        @numeric_rule_variable
        def days_late(self) -> int:
            return self.facts["days_late"]

        @numeric_rule_variable
        def score(self) -> int:
            return sum(self.facts[n] * w for n, w in zip(job.INDICATORS, job.WEIGHTS, strict=True))

    class Actions(BaseActions):
        found = ""

        @rule_action(params={"code": FIELD_TEXT})
        def give(self, code: str) -> None:
            self.found = code

    words = {
        "<": "less_than",
        ">": "greater_than",
        "<=": "less_than_or_equal_to",
        ">=": "greater_than_or_equal_to",
        "==": "equal_to",
    }

    def rule(code: str, found: list[tuple[str, str, Any]]) -> dict[str, Any]:
        conditions = [{"name": n, "operator": words[operator], "value": v} for n, operator, v in found]
        return {"conditions": {"all": conditions}, "actions": [{"name": "give", "params": {"code": code}}]}

    always = [("days_late", ">=", 0)]
    lights = [rule(row.light, list(tests(row))) for row in job.TABLE] + [rule(job.OTHERWISE, always)]
    grades = [rule(grade, [("score", ">=", least * 100)]) for least, grade in job.GRADES] + [
        rule(job.LOWEST, always)
    ]

    def fired(rules: list[dict[str, Any]], variables: Variables) -> str:
        actions = Actions()
        run_all(rules, variables, actions, stop_on_first_trigger=True)
        return actions.found

    def answer(facts: Facts) -> Answer:
        variables = Variables(facts)
        return fired(lights, variables), variables.score(), fired(grades, variables)

    return answer, version("business-rules")


def durable_rules() -> Engine:
    """durable-rules through its host: two rule sets with priorities. The score is Python: its rules know no sums."""
    from durable import lang

    found: dict[str, str] = {}
    fact = lang.m
    compare = {"<": "__lt__", ">": "__gt__", "<=": "__le__", ">=": "__ge__", "==": "__eq__"}

    def action(key: str, code: str) -> Callable[[Any], None]:
        def act(_: Any) -> None:
            found[key] = code

        act.__name__ = f"{key}_{code}"
        return act

    with lang.ruleset("light"):
        for number, row in enumerate((*job.TABLE, None), 1):
            every = fact.days_late >= 0
            for name, operator, value in tests(row) if row else ():
                every = every & getattr(getattr(fact, name), compare[operator])(value)
            lang.when_all(lang.pri(number), every)(action("light", row.light if row else job.OTHERWISE))
    with lang.ruleset("grade"):
        for number, (least, grade) in enumerate((*job.GRADES, (0, job.LOWEST)), 1):
            lang.when_all(lang.pri(number), fact.score >= least * 100)(action("grade", grade))
    host = lang.get_host()
    ids = itertools.count()

    def answer(facts: Facts) -> Answer:
        score = sum(facts[n] * w for n, w in zip(job.INDICATORS, job.WEIGHTS, strict=True))
        host.post(
            "light",
            {"id": next(ids), **{n: facts[n] for n in ("sector", "tier", "done", "days_late")}},
        )
        host.post("grade", {"id": next(ids), "score": score})
        return found["light"], score, found["grade"]

    return answer, version("durable-rules")


RIVALS: dict[str, tuple[Callable[[], Engine], int]] = {
    "zen-engine": (zen, 4_000),
    "common-expression-language": (cel, 4_000),
    "cel-python": (cel_python, 100),
    "rule-engine": (rule_engine, 1_000),
    "business-rules": (business_rules, 1_000),
    "durable-rules": (durable_rules, 1_000),
}
"""Each engine with how many decisions are timed in one round."""
