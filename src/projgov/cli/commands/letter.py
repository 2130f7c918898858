"""`projgov letter PACK PORTFOLIO [LETTER [SUBJECT]] --as-of DATE`: a letter written from data, or which are to be written."""

from __future__ import annotations

import argparse

import projgov
from projgov.cli.output import Usage, day, day_argument, pack_argument, print_json, table, tell_doubts
from projgov.cli.source import check_order, read_calendar, read_source, source_arguments
from projgov.diagnostics import Bilingual, Language
from projgov.domain.records import VOCABULARY
from projgov.domain.vocabulary import Vocabulary
from projgov.rules.core.program import PORTFOLIO
from projgov.scoring.letters.drawn import Due, NoLetter
from projgov.scoring.plain_parts import missing_to_plain
from projgov.scoring.report import Report, UnknownSubject
from projgov.scoring.wording import evidence_text, joined

NAME = "letter"
HELP = Bilingual(
    "按数据写出文书：通知、预警、责任书、通报", "write a letter from data: a notice, a warning, a bulletin"
)
EXAMPLE = "projgov letter zhengfa zhengfa-2017 monthly_bulletin --as-of 2017-09-30"
_LETTER = Bilingual(
    "规则文件里文书的编号；不写就列出应发的文书",
    "the letter's id in the rule file; without it, which are to be written",
)
_SUBJECT = Bilingual(
    "对象的编号；同号时写成 类型/编号；针对整个项目库的文书不写",
    "the subject's id; `type/id` where types share one; none for a letter on the portfolio",
)
_MARKDOWN = Bilingual("以 Markdown 输出（默认）", "as Markdown (the default)")
_TEXT = Bilingual("以纯文本输出", "as plain text")
_HEADS = Bilingual("文书 标题 对象", "letter title subject")
_OPEN = Bilingual("证据不足，尚不能确定要不要发：", "For want of evidence it cannot yet be said of these:")
_MISSING = Bilingual("缺少", "missing")
_MORE = Bilingual("等{n}项", " and others, {n} in all")
_MOST = 2
_NOTHING = Bilingual("没有应发的文书。", "There are no letters to be written.")


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    pack_argument(parser, language)
    source_arguments(parser, language)
    parser.add_argument("letter", metavar="LETTER", nargs="?", help=_LETTER.in_(language))
    parser.add_argument("subject", metavar="SUBJECT", nargs="?", help=_SUBJECT.in_(language))
    day_argument(parser, language)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help=_MARKDOWN.in_(language))
    form.add_argument("--text", action="store_true", help=_TEXT.in_(language))


def run(options: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    as_of = day(options.as_of)
    check_order(options)
    pack = projgov.load_pack(options.pack)
    read = read_source(options)
    report = projgov.evaluate(pack, read.portfolio, as_of, calendar=read_calendar(options))
    read.tell(options.language)
    tell_doubts(report, options.language)
    if options.letter is None:
        _list(report, options)
        return 0
    word, _, key = (options.subject or "").rpartition("/")
    kind = next((r.name for r in VOCABULARY.subjects if r.called(word)), word)
    try:
        letter = report.letter(options.letter, key or None, of_type=kind or None, language=options.language)
    except (UnknownSubject, NoLetter) as refused:
        raise Usage(refused.message) from None
    if options.json:
        print_json({**letter.to_plain(), "markdown": letter.markdown, "plain": letter.text})
    else:
        print(letter.text if options.text else letter.markdown, end="")
    return 0


def _list(report: Report, options: argparse.Namespace) -> None:
    """Which letters are to be written, and of which that is undetermined."""
    language: Language = options.language
    vocabulary = report.core.vocabulary
    if options.json:
        listed = [
            {"letter": one.letter, "type": one.key.type, "id": one.key.id,
             "title": {"zh": one.title.zh, "en": one.title.en},
             "status": one.status, "missing": missing_to_plain(one.missing, vocabulary)}
            for one in report.letters
        ]  # fmt: skip
        print_json({"letters": listed})
        return
    due = [_row(one, language) for one in report.letters if one.status == "written"]
    open_ones = [one for one in report.letters if one.status == "undetermined"]
    heads = _HEADS.in_(language).split()
    print(table(due, heads) if due else _NOTHING.in_(language))
    if open_ones:
        rows = [[*_row(one, language), _missing(one, vocabulary, language)] for one in open_ones]
        print(f"\n{_OPEN.in_(language)}\n{table(rows, [*heads, _MISSING.in_(language)])}")


def _row(one: Due, language: Language) -> list[str]:
    return [one.letter, one.title.in_(language), "" if one.key.type == PORTFOLIO else one.key.id]


def _missing(one: Due, vocabulary: Vocabulary, language: Language) -> str:
    """What is missing for a letter, the first of it."""
    evidence = [] if one.missing is None else sorted(one.missing.evidence)
    own = [(e.subject_type, e.subject) == (one.key.type, one.key.id) for e in evidence]
    told = joined(
        (
            evidence_text(e, vocabulary, language, "" if o else None)
            for e, o in zip(evidence[:_MOST], own, strict=False)
        ),
        language,
    )
    return told + (_MORE.in_(language).format(n=len(evidence)) if len(evidence) > _MOST else "")
