"""DMN models: cases of the conformance kit per second beside pySFeel, and a table from XML beside the same table in a rule file.

    python benchmarks/dmn.py

Every answer is checked before anything is timed. The contenders take turns, five rounds; what is printed are medians.
"""

import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.tck import Case, cases, folder, run, same

import projgov
from projgov import feel

ROUNDS = 5
AS_OF = date(2017, 12, 31)
ROWS = [
    ("< 18", "a", "-", 1),
    (">= 18", "a", "> 100", 2),
    ("[18..65)", "b, c", "-", 3),
    (">= 65", "b, c", "< 10", 4),
    (">= 65", "b, c", ">= 10", 5),
    (">= 18", "a", "<= 100", 6),
    ("< 18", "b", "-", 7),
    ("-", "-", "-", 8),
]
SUBJECTS = [{"age": a, "kind": k, "amount": s} for a in (10, 30, 70) for k in "abcd" for s in (5, 150)]


def main() -> int:
    table()
    if (root := folder()) is None:
        print("no tck folder: set PROJGOV_DATA to the folder that holds it", file=sys.stderr)
        return 0
    found = list(cases(root))
    passing = [case for case in found if not run(case)]
    (rate,) = rates([lambda: [run(case) for case in passing]], len(passing))
    print(f"conformance cases a second, models loaded: {rate:,.0f}")
    beside_pysfeel(found)
    return 0


def rates(contenders: Iterable[Callable[[], object]], size: int, least: float = 0.2) -> list[float]:
    """How many of `size` things each contender does a second: the median of rounds in which they take turns."""
    contenders = list(contenders)
    times = [max(1, round(least / timed(c, 1))) for c in contenders]
    rounds = [[size * n / timed(c, n) for c, n in zip(contenders, times, strict=True)] for _ in range(ROUNDS)]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def timed(contender: Callable[[], object], times: int) -> float:
    """Seconds."""
    start = time.perf_counter()
    for _ in range(times):
        contender()
    return time.perf_counter() - start


# ------------------------------------------------------------------------------------------------------------- tables


def table() -> None:
    with tempfile.TemporaryDirectory() as where:
        model = projgov.load_dmn(written(Path(where, "table.dmn"), xml()))
        program = projgov.compile(projgov.load_pack(str(written(Path(where, "table.yaml"), rules()))))
    for subject in SUBJECTS:
        value = model.evaluate("result", subject)
        assert value == model.run("result", subject).value
        assert value == program.decide(subject, AS_OF)["result.result"], subject
    evaluate, explained, decide = model.evaluate, model.run, program.decide
    names = ("from a rule file", "from XML", "from XML, with what decided")
    found = rates(
        [
            lambda: [decide(s, AS_OF) for s in SUBJECTS],
            lambda: [evaluate("result", s) for s in SUBJECTS],
            lambda: [explained("result", s) for s in SUBJECTS],
        ],
        len(SUBJECTS),
    )
    for name, rate in zip(names, found, strict=True):
        print(f"a table of {len(ROWS)} rows, {name}: {rate:,.0f} a second")


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def rules() -> str:
    lines = "\n".join(f"      | {' | '.join(row[:3])} || {row[3]} |" for row in ROWS)
    return f"""projgov: 1
pack: table
year: 2017
title: table
facts:
  project:
    age: {{label: age, type: number, decimals: 0, least: 0, most: 200}}
    kind: {{label: kind, type: choice, options: [a, b, c, d]}}
    amount: {{label: amount, type: number, decimals: 0, least: 0, most: 100000}}
tables:
  - id: result
    on: project
    hit: first
    table: |
      | age | kind | amount || result |
{lines}
"""


def xml() -> str:
    def cell(text: str) -> str:
        return "<text>" + text.replace("<", "&lt;").replace(">", "&gt;") + "</text>"

    types = {"age": "number", "kind": "string", "amount": "number"}
    inputs = "".join(
        f'<inputData id="{n}" name="{n}"><variable name="{n}" typeRef="{t}"/></inputData>'
        for n, t in types.items()
    )
    needs = "".join(
        f'<informationRequirement><requiredInput href="#{n}"/></informationRequirement>' for n in types
    )
    columns = "".join(f"<input><inputExpression>{cell(n)}</inputExpression></input>" for n in types)
    lines = ""
    for age, kind, amount, result in ROWS:
        kinds = kind if kind == "-" else ", ".join(f'"{k}"' for k in kind.split(", "))
        lines += "<rule>" + "".join(f"<inputEntry>{cell(c)}</inputEntry>" for c in (age, kinds, amount))
        lines += f"<outputEntry>{cell(str(result))}</outputEntry></rule>"
    return (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:table" name="table">'
        f'{inputs}<decision id="d" name="result"><variable name="result" typeRef="number"/>{needs}'
        f'<decisionTable hitPolicy="FIRST">{columns}<output/>{lines}</decisionTable></decision></definitions>'
    )


# -------------------------------------------------------------------------------------------------- beside pySFeel


def beside_pysfeel(found: Iterable[Case]) -> None:
    """The expressions of cases that need nothing else, as text in and value out, for those that both get right."""
    try:
        import pySFeel  # type: ignore[import-not-found, import-untyped, unused-ignore]  # it has no types, and need not be there
    except ImportError:
        print("pySFeel is not installed: see benchmarks/requirements.txt", file=sys.stderr)
        return
    logging.disable(logging.CRITICAL)
    other = pySFeel.SFeelParser()
    texts = []
    for text, expected in expressions(found):
        if same(expected, feel.evaluate(text)) and alike(expected, theirs(other, text)):
            texts.append(text)
    ours, cold, their = rates(
        [
            lambda: [feel.evaluate(text) for text in texts],
            lambda: [cold_run(text) for text in texts],
            lambda: [theirs(other, text) for text in texts],
        ],
        len(texts),
    )
    print(f"{len(texts)} expressions of cases that both get right, text in and value out:")
    print(f"  projgov {ours:,.0f} a second, read anew each time {cold:,.0f}; pySFeel {their:,.0f}")
    print(f"  that is {ours / their:.1f} and {cold / their:.1f} times pySFeel's")


def cold_run(text: str) -> object:
    """What `feel.evaluate` gives when it has not seen the text before."""
    feel._program.cache_clear()
    return feel.evaluate(text)


def expressions(found: Iterable[Case]) -> Iterable[tuple[str, object]]:
    """The texts of decisions that are one literal expression and require nothing, with what is expected of them."""
    from projgov.rules.dmn.read import read_model
    from projgov.rules.dmn.tree import Text

    models: dict[Path, dict[str, Any]] = {}
    for case in found:
        if case.model not in models:
            written_model = read_model(case.model.read_bytes(), case.model.name)
            models[case.model] = {d.name: d for d in written_model.decisions}
        for result in case.results:
            decision = models[case.model].get(result.name)
            if decision is None or result.error or not isinstance(decision.expression, Text):
                continue
            if not (decision.inputs or decision.decisions or decision.knowledge):
                yield decision.expression.written.text, result.expected


def theirs(parser: Any, text: str) -> object:
    """pySFeel's answer."""
    try:
        return parser.sFeelParse(text)[1]
    except Exception:  # noqa: BLE001  # whatever it raises, it is no answer
        return parser


def alike(expected: object, found: object) -> bool:
    """Whether pySFeel's answer is right as far as floats can be."""
    if isinstance(expected, Decimal):
        return type(found) in (int, float) and abs(float(expected) - float(found)) < 1e-9  # type: ignore[arg-type]  # a number, as asked before
    if isinstance(expected, list):
        return isinstance(found, list) and len(expected) == len(found) and all(map(alike, expected, found))
    return same(expected, found)


if __name__ == "__main__":
    sys.exit(main())
