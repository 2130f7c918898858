"""`projgov compare OLD NEW PORTFOLIO --as-of DATE`: who moves under a changed rule file, and by which rule."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import groupby

import projgov
from projgov.cli.output import day, day_argument, print_json
from projgov.cli.source import read_calendar, read_source, source_arguments
from projgov.diagnostics import Bilingual, Language
from projgov.rules.core.typing import called
from projgov.scoring.comparison import Change, Comparison
from projgov.scoring.comparison.causes import Cause
from projgov.scoring.comparison.said import ASPECTS, Said

NAME = "compare"
HELP = Bilingual(
    "比较两个规则文件：谁的结果变了，因哪条规则而变",
    "compare two rule files: whose results change, and by which rule",
)
EXAMPLE = "projgov compare rules-2017.yaml rules-2018.yaml portfolio.json --as-of 2017-12-31"
_OLD = Bilingual("原来的规则包", "the rule file as it was")
_NEW = Bilingual("修改后的规则包", "the rule file as it is to be")
_SAME = Bilingual(
    "两个规则文件没有影响结果的差别。", "Nothing that decides differs between the two rule files."
)
_NOBODY = Bilingual("没有任何结果因此改变。", "Nobody's results change.")
_MOVED = Bilingual("结果有变的对象", "Subjects whose results change")
_DIFFER = Bilingual("两个规则文件的差别", "What differs between the two rule files")
_RULE = Bilingual("规则", "rule")
_PARAMETER = Bilingual("参数", "parameter")
_HOW = {
    "changed": Bilingual("改动", "changed"),
    "added": Bilingual("新增", "added"),
    "removed": Bilingual("删去", "removed"),
}
_AFFECTS = Bilingual("影响{count}个对象", "moves subjects: {count}")
_NONE = Bilingual("不影响任何对象", "moves nobody")
_ABSENT = Bilingual("（无）", "(none)")
_DUE = Bilingual("因", "by")


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    parser.add_argument("old", metavar="OLD", help=_OLD.in_(language))
    parser.add_argument("new", metavar="NEW", help=_NEW.in_(language))
    source_arguments(parser, language)
    day_argument(parser, language)


def run(options: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    as_of = day(options.as_of)
    old, new = projgov.load_pack(options.old), projgov.load_pack(options.new)
    read = read_source(options)
    found = projgov.compare(old, new, read.portfolio, as_of, calendar=read_calendar(options))
    read.tell(options.language)
    if options.json:
        print_json({**found.to_plain(), **read.plain(options.language)})
    else:
        print("\n".join(lines(found, options.language)))
    return 0


def lines(found: Comparison, language: Language) -> Iterator[str]:
    """The summary first, then what differs between the files, then every change by subject."""
    if not found.causes:
        yield _SAME.in_(language)
        return
    if found.changes:
        yield _MOVED.in_(language)
        for aspect, count in found.moved.items():
            yield f"  {ASPECTS[aspect].in_(language)}{_colon(language)}{count}"
    else:
        yield _NOBODY.in_(language)
    yield ""
    yield _DIFFER.in_(language)
    for cause in found.causes:
        yield f"  {_difference(cause, found.due_to(cause), language)}"
    for key, changes in groupby(found.changes, key=lambda c: (c.key, c.name)):
        yield ""
        subject, name = key
        kind = called(subject.type).in_(language)
        yield kind if subject.type == subject.id else " ".join(dict.fromkeys([kind, subject.id, name]))
        for change in changes:
            yield f"  {_said(change, language)}"


def _difference(cause: Cause, moved: int, language: Language) -> str:
    place = cause.new or cause.old
    where = "" if place is None else f" ({place.file}:{place.line})"
    affects = _AFFECTS.in_(language).format(count=moved) if moved else _NONE.in_(language)
    what = (_RULE if cause.what == "rule" else _PARAMETER).in_(language)
    return f"{_HOW[cause.sort].in_(language)} {what} {_titled(cause, language)}{where}{_colon(language)}{affects}"


def _titled(cause: Cause, language: Language) -> str:
    title = cause.title.in_(language)
    return f"`{cause.id}`" if title.replace(" ", "_") == cause.id else f"`{cause.id}` {title}"


def _said(change: Change, language: Language) -> str:
    aspect = ASPECTS[change.spot.aspect].in_(language)
    before, after = (_value(said, language) for said in (change.before, change.after))
    due = ("、" if language == "zh" else ", ").join(f"`{c.id}`" for c in change.due_to)
    comma = "；" if language == "zh" else "; "
    return f"{aspect} {change.title.in_(language)}{_colon(language)}{before} → {after}{comma}{_DUE.in_(language)} {due}"


def _value(said: Said | None, language: Language) -> str:
    return _ABSENT.in_(language) if said is None else said.words.in_(language)


def _colon(language: Language) -> str:
    return "：" if language == "zh" else ": "
