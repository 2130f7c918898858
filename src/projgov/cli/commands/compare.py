"""`projgov compare OLD NEW PORTFOLIO --as-of DATE`: who moves under a changed rule file, and by which rule."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import projgov
from projgov.cli.changes import by_subject, colon
from projgov.cli.output import day, day_argument, print_json
from projgov.cli.source import read_calendar, read_source, source_arguments
from projgov.diagnostics import Bilingual, Language
from projgov.scoring.comparison import Comparison
from projgov.scoring.comparison.causes import Cause
from projgov.scoring.comparison.said import ASPECTS

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
            yield f"  {ASPECTS[aspect].in_(language)}{colon(language)}{count}"
    else:
        yield _NOBODY.in_(language)
    yield ""
    yield _DIFFER.in_(language)
    for cause in found.causes:
        yield f"  {_difference(cause, found.due_to(cause), language)}"
    yield from by_subject(found.changes, language)


def _difference(cause: Cause, moved: int, language: Language) -> str:
    place = cause.new or cause.old
    where = "" if place is None else f" ({place.file}:{place.line})"
    affects = _AFFECTS.in_(language).format(count=moved) if moved else _NONE.in_(language)
    what = (_RULE if cause.what == "rule" else _PARAMETER).in_(language)
    return (
        f"{_HOW[cause.sort].in_(language)} {what} {_titled(cause, language)}{where}{colon(language)}{affects}"
    )


def _titled(cause: Cause, language: Language) -> str:
    title = cause.title.in_(language)
    return f"`{cause.id}`" if title.replace(" ", "_") == cause.id else f"`{cause.id}` {title}"
