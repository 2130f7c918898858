"""`projgov score PACK PORTFOLIO --as-of DATE`: what the rules say of every subject, as a table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence

import projgov
from projgov.cli.output import (
    columns_of,
    day,
    day_argument,
    pack_argument,
    print_json,
    public_argument,
    table,
    tell_doubts,
)
from projgov.cli.source import check_order, read_calendar, read_source, source_arguments
from projgov.cli.subjects import class_text, mark_text, points_text, rank_text, standing
from projgov.diagnostics import Bilingual, Language
from projgov.scoring.report import Report
from projgov.scoring.results import Key, SubjectResult
from projgov.scoring.wording import AWARD_STATUS, joined, named

NAME = "score"
HELP = Bilingual("按规则给项目库评分", "score a portfolio by a rule file")
EXAMPLE = "projgov score zhengfa zhengfa-2017 --as-of 2017-12-31"
_TYPE = Bilingual("只看这一类对象：{types}", "only subjects of this type: {types}")
_HEADS = {
    "id": Bilingual("编号", "id"),
    "name": Bilingual("名称", "name"),
    "class": Bilingual("组别", "class"),
    "rank": Bilingual("排名", "rank"),
    "score": Bilingual("得分", "score"),
    "grade": Bilingual("等次", "grade"),
    "lamp": Bilingual("灯", "lamp"),
    "findings": Bilingual("问题", "findings"),
    "award": Bilingual("表彰/措施", "award or measure"),
}
_TYPES = {
    "project": Bilingual("项目", "Projects"),
    "unit": Bilingual("单位", "Units"),
    "officer": Bilingual("人员", "Officers"),
    "item": Bilingual("事项", "Items"),
    "portfolio": Bilingual("项目库", "The portfolio"),
}
_NOTHING = Bilingual("规则没有说到这些对象。", "The rules say nothing of these subjects.")
_EMPTY = Bilingual("数据里没有任何对象。", "There are no subjects in the data.")


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    pack_argument(parser, language)
    source_arguments(parser, language)
    day_argument(parser, language)
    shown = [title.zh for title in _TYPES.values()] if language == "zh" else list(_TYPES)
    meaning = _TYPE.in_(language).format(types=joined(shown, language))
    words = (*_TYPES, *(title.zh for title in _TYPES.values()))
    parser.add_argument("--type", metavar="TYPE", choices=words, help=meaning)
    public_argument(parser, language)


def run(options: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    as_of = day(options.as_of)
    check_order(options)
    pack = projgov.load_pack(options.pack)
    read = read_source(options)
    report = projgov.evaluate(pack, read.portfolio, as_of, calendar=read_calendar(options))
    if options.public:
        only = _called(options.type)
        view = report.public() if only is None else report.public().of_type(only)
        if options.json:
            print_json(view.to_plain())
        else:
            print(view.text(options.language), end="")
        return 0
    read.tell(options.language)
    tell_doubts(report, options.language)
    if options.json:
        print_json({**report.to_plain(), **read.plain(options.language)})
    else:
        found = "\n\n".join(tables(report, options.language, _called(options.type)))
        print(found or (_NOTHING if report.subjects else _EMPTY).in_(options.language))
    return 0


def _called(word: str | None) -> str | None:
    """The type of subject that a word on the command line names, in either language."""
    return next((kind for kind, title in _TYPES.items() if word in (kind, title.zh)), None)


def tables(report: Report, language: Language, only: str | None = None) -> Iterator[str]:
    """A table for each type of subject of which the rules say anything, in the order of their ranks."""
    for kind, title in _TYPES.items():
        if only in (None, kind):
            subjects = [s for s in report.of_type(kind) if says_anything(s)]
            classes = {s.key: class_text(s, report, language) for s in subjects}
            if subjects:
                subjects.sort(key=lambda s: (standing(s)[0], classes[s.key], standing(s)))
                yield title.in_(language) + "\n" + _table(subjects, classes, language)


def _table(subjects: Sequence[SubjectResult], classes: Mapping[Key, str], language: Language) -> str:
    rows = [row(s, classes[s.key], language) for s in subjects]
    names = list(_HEADS)
    shown = [i for i, name in enumerate(names) if name in ("id", "name") or any(r[i] for r in rows)]
    heads = [_HEADS[names[i]].in_(language) for i in shown]
    right = [k for k, i in enumerate(shown) if names[i] in ("rank", "score", "findings")]
    return table([[r[i] for i in shown] for r in rows], heads, right, columns_of(sys.stdout))


def says_anything(subject: SubjectResult) -> bool:
    """Whether a rule says anything of the subject."""
    return bool(
        subject.scores or subject.marks or subject.findings or subject.sanctions or subject.undetermined
    )


def row(subject: SubjectResult, ranked_in: str, language: Language) -> list[str]:
    """One subject as the cells of a row, in the order of the heads."""
    score, grade, lamp = subject.score, subject.grade, subject.lamp
    # The status first: it must not be lost where a narrow terminal cuts the cell.
    told = [(AWARD_STATUS[a.status], a.rule.title) for a in subject.awards]
    told += [(AWARD_STATUS["proposed"], s.output.measure.label) for s in subject.sanctions]
    return [
        subject.key.id,
        subject.name,
        ranked_in,
        rank_text(subject),
        "" if score is None else points_text(score.points, score.output.decimals, language),
        mark_text(grade, language),
        mark_text(lamp, language),
        str(len(subject.findings)) if subject.findings else "",
        joined(
            (named(status.in_(language), what.in_(language), language) for status, what in told), language
        ),
    ]
