"""The cases of the DMN Technology Compatibility Kit: reading them, running them, and comparing honestly.

A case names a model, gives inputs, and expects values of decisions (or of a service or function that it invokes). Numbers are
compared exactly, save that an expected value with a fraction and 8 or more digits may be off by less than one unit of its last
place (the kit's figures come from binary floats). Temporal values are compared by canonical text. The order of lists counts.
Where an error is expected, null or an error raised on purpose is right, and nothing else.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import xml.etree.ElementTree as ET  # the kit's own files; models are read by projgov
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import attrs

import projgov
from projgov.diagnostics import ProjgovError
from projgov.scoring.dmn.boxed import EXTERNAL
from projgov.scoring.feel.run import BudgetSpent

HERE = Path(__file__).resolve().parent.parent


def folder() -> Path | None:
    """The kit: `tck` in the folder that PROJGOV_DATA names, else in `../shared` beside the checkout; None where neither is."""
    data = os.environ.get("PROJGOV_DATA")
    found = (Path(data) if data else HERE.parent / "shared") / "tck"
    return found if found.is_dir() else None


@attrs.frozen
class Temporal:
    """A temporal value as the kit writes it."""

    type: str
    text: str


@attrs.frozen
class Result:
    """What is expected of one decision. `error`: an error is."""

    name: str
    expected: object
    error: bool


@attrs.frozen
class Case:
    level: str
    folder: str
    file: Path
    model: Path
    id: str
    inputs: tuple[tuple[str, object], ...]
    results: tuple[Result, ...]
    invocable: str = ""
    """The decision service or function that is invoked; empty where decisions are evaluated."""

    @property
    def name(self) -> str:
        """`folder/file/id`, by which a case is listed and selected."""
        return f"{self.folder}/{self.file.stem.removeprefix(self.folder + '-')}/{self.id}"

    @property
    def expects_value(self) -> bool:
        """Whether anything but null and errors is expected."""
        return any(r.expected is not None for r in self.results)


@attrs.frozen
class Miss:
    """A result that is not as expected."""

    name: str
    expected: object
    found: object

    def __str__(self) -> str:
        return f"{self.name}: expected {shown(self.expected)}, found {shown(self.found)}"


# ------------------------------------------------------------------------------------------------------------- reading


def cases(root: Path) -> Iterator[Case]:
    """Every case under `root`, in the order of levels, folders and files."""
    for level in sorted(p for p in root.iterdir() if p.is_dir()):
        for where in sorted(p for p in level.rglob("*") if p.is_dir()):
            for file in sorted(where.glob("*-test-*.xml")):
                yield from _cases(level.name.removeprefix("compliance-level-"), where, file)


def _cases(level: str, where: Path, file: Path) -> Iterator[Case]:
    root = ET.parse(file).getroot()  # noqa: S314  # a file of the kit, not of a stranger
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    model = where / (root.findtext("modelName") or f"{where.name}.dmn").strip()
    if not model.exists():
        model = where / f"{where.name}.dmn"
    for number, case in enumerate(root.iter("testCase"), 1):
        inputs = tuple((_name(node), _value(node)) for node in case.findall("inputNode"))
        results = tuple(
            Result(node.get("name", ""), _value(node.find("expected")), node.get("errorResult") == "true")
            for node in case.findall("resultNode")
        )
        kind = case.get("type", "decision")
        invocable = case.get("invocableName", "") if kind != "decision" else ""
        yield Case(level, where.name, file, model, case.get("id") or str(number), inputs, results, invocable)


def _name(node: ET.Element) -> str:
    """The name of an input, with its namespace before it in braces where it has one."""
    namespace = node.get("namespace", "")
    return (f"{{{namespace}}}" if namespace else "") + node.get("name", "")


_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


def _value(node: ET.Element | None) -> object:
    """The value that an element holds: a `value`, a `list` of items, or components."""
    if node is None or node.get(f"{_XSI}nil") == "true":
        return None
    children = [child for child in node if child.tag in ("value", "list", "component")]
    if not children:
        return None
    if children[0].tag == "component":
        return {child.get("name", ""): _value(child) for child in children}
    (child,) = children
    if child.get(f"{_XSI}nil") == "true":
        return None
    if child.tag == "list":
        return [_value(item) for item in child.findall("item")]
    return _scalar(child.text or "", (child.get(f"{_XSI}type") or "string").rpartition(":")[2])


def _scalar(text: str, kind: str) -> object:
    if kind == "string":
        return text
    text = text.strip()
    if kind == "boolean":
        return text in ("true", "1")
    if kind in ("decimal", "double", "integer", "int", "long", "float", "short"):
        try:
            return Decimal(text)
        except InvalidOperation:
            return text
    return Temporal(kind, text)


# ------------------------------------------------------------------------------------------------------------- running


@cache
def load(path: Path) -> Any:
    """The model, or the error with which it was refused."""
    try:
        return projgov.load_dmn(path)
    except ProjgovError as error:
        return error


TODAY = dt.date(2024, 2, 29)
NOW = dt.datetime(2024, 2, 29, 10, 11, 12, tzinfo=dt.UTC)


def run(case: Case) -> list[Miss]:
    """What of a case is not as expected. What is raised and is no ProjgovError is passed on: it is a crash."""
    model = load(case.model)
    inputs = {name: host(value) for name, value in case.inputs}
    misses = []
    for result in case.results:
        try:
            if isinstance(model, ProjgovError):
                raise model
            found = outcome(model, case, result, inputs)
        except (BudgetSpent, Missing) as error:  # no error that the kit means
            misses.append(Miss(result.name, result.expected, error))
        except ProjgovError as error:
            if not result.error or error is model:
                misses.append(Miss(result.name, result.expected, error))
        else:
            if not same(result.expected, found):
                misses.append(Miss(result.name, result.expected, found))
    return misses


class Missing(ProjgovError):
    """A feature of the standard that projgov does not have."""


def outcome(model: Any, case: Case, result: Result, inputs: dict[str, object]) -> object:
    """What projgov gives for one result of a case. Raises ProjgovError."""
    if not case.invocable:
        found = model.run(result.name, inputs, today=TODAY, now=NOW)
    else:
        found = model.run_invocable(case.invocable, inputs, today=TODAY, now=NOW)
    if any(diagnostic.pattern is EXTERNAL for diagnostic in found.diagnostics):
        raise Missing("external functions are not run")
    value = found.value
    if case.invocable and isinstance(value, dict) and result.name in value and result.name != case.invocable:
        return value[result.name]
    return value


def host(value: object) -> object:
    """A value as a host would give it: Python's own types where they can hold it, else the ISO text."""
    if isinstance(value, dict):
        return {key: host(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [host(inner) for inner in value]
    if not isinstance(value, Temporal):
        return value
    if re.search(r"\.\d{7}", value.text):  # finer than Python's
        return value.text
    try:
        if value.type == "date":
            return dt.date.fromisoformat(value.text)
        if value.type == "time":
            return dt.time.fromisoformat(value.text)
        if value.type == "dateTime":
            return dt.datetime.fromisoformat(value.text)
    except ValueError:
        pass  # a day or time that Python's calendar has not: it is given as its text
    return value.text


# ----------------------------------------------------------------------------------------------------------- comparing


def same(expected: object, found: object) -> bool:
    """Whether `found` is what was expected."""
    if expected is None or isinstance(expected, bool):
        return found is expected
    if isinstance(expected, str):
        return isinstance(found, str) and found == expected
    if isinstance(expected, Decimal):
        return (
            isinstance(found, int | Decimal)
            and not isinstance(found, bool)
            and near(expected, Decimal(found))
        )
    if isinstance(expected, Temporal):
        kind = type(found).__module__
        return kind.startswith(("datetime", "projgov.")) and canonical(str(found)) == canonical(expected.text)
    if isinstance(expected, list):
        if not isinstance(found, list) or len(expected) != len(found):
            return False
        return all(same(a, b) for a, b in zip(expected, found, strict=True))
    assert isinstance(expected, dict)
    if not isinstance(found, dict) or expected.keys() != found.keys():
        return False
    return all(same(inner, found[key]) for key, inner in expected.items())


def near(expected: Decimal, found: Decimal) -> bool:
    """Whether two numbers are equal, or the expected one is a long fraction and they differ in less than its last place."""
    if expected == found:
        return True
    _, digits, exponent = expected.as_tuple()
    if not isinstance(exponent, int) or exponent >= 0 or len(digits) < 8:
        return False
    return abs(expected - found) < Decimal(1).scaleb(exponent)


_DURATION = re.compile(
    r"(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)


def canonical(text: str) -> object:
    """What a temporal text says, however it is written: months or seconds, or the text with a plain fraction and offset."""
    if (found := _DURATION.fullmatch(text)) and len(text) > 2:
        sign, years, months, *rest = found.groups()
        days, hours, minutes, seconds = (Decimal(part or 0) for part in rest)
        size = (int(years or 0) * 12 + int(months or 0), ((days * 24 + hours) * 60 + minutes) * 60 + seconds)
        return tuple(-part for part in size) if sign else size
    text = re.sub(r"(:\d\d\.\d*?)0+(?=\D|$)", r"\1", text)
    text = re.sub(r"\.(?=\D|$)", "", text)
    return re.sub(r"(?:Z|[+-]00:00)$", "Z", text)


def shown(value: object) -> str:
    """A value in one line."""
    if isinstance(value, Temporal):
        return value.text
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {shown(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(shown, value)) + "]"
    if value is None:
        return "null"
    return repr(value) if isinstance(value, str) else str(value)
