"""The list of the kinds of rule, put into a page that asks for it: the section of each, and what is written there.

A page asks by the line `<!-- kinds -->`: what stands from there to `<!-- /kinds -->` is made from `rules.kinds`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.docs.markdown import codes, table

from projgov.diagnostics import Bilingual, Language
from projgov.rules.kinds.table import KINDS

_REGION = re.compile(r"^<!-- kinds -->$.*?^<!-- /kinds -->$", re.MULTILINE | re.DOTALL)
_HEADS = {"en": ("Section", "中文", "What is written there"), "zh": ("一节", "英文", "写什么")}
_MEANING = {
    "definitions": Bilingual("给算出来的值起个名字", "names for values that are computed"),
    "tables": Bilingual("几个条件交叉的，列成表", "what follows where several conditions meet"),
    "filing": Bilingual("立项、申报必须具备什么", "what a filing needs before it is accepted"),
    "quota": Bilingual("应有多少个", "how many of something there have to be"),
    "responsibility": Bilingual("由谁负责，是否写明", "who has to answer, and that they are named"),
    "schedule": Bilingual("一步一步，各有期限", "steps, each with its deadline"),
    "cadence": Bilingual("每一期都要报的", "what is owed every period"),
    "lamps": Bilingual("亮什么灯", "which lamp shows"),
    "points": Bilingual("由计分项相加的得分", "a score that is the sum of its lines"),
    "indicators": Bilingual("由指标加权合成的指数", "an index made of weighted indicators"),
    "grades": Bilingual("多少分算什么等次", "which grade a score earns"),
    "escalation": Bilingual("问题屡次出现，处置逐级加重", "what becomes of faults that come again and again"),
    "awards": Bilingual("建议表彰谁，怎样排名", "who is proposed for an award, and ranks"),
    "sanctions": Bilingual("建议通报、约谈谁", "who is proposed for a measure"),
    "checklist": Bilingual(
        "“四定”“五定”“六明确”，逐项核对", "fixed items that all have to be met, each told by its title"
    ),
    "answers": Bilingual(
        "补正、退回、不予立项怎样答复", "how filings are answered, on which grounds, and filed again"
    ),
    "procedure": Bilingual("要走哪几步，不能缺步、不能颠倒", "steps one after the other, none left out"),
    "full_coverage": Bilingual(
        "该覆盖的都要覆盖，漏的列出名单", "who has to be covered, and who is not, by name"
    ),
    "duplicates": Bilingual("几份清单里重复的", "entries of lists that say the same"),
    "chain": Bilingual(
        "责任一级一级落实到人，不断链", "responsibility from the top down to a person, without a gap"
    ),
    "supervision": Bilingual(
        "督查、点评、调研要做到什么", "what visits, checks and comments have to come to"
    ),
    "panels": Bilingual("评委打分、投票怎样算", "what the ballots of a panel come to"),
    "surveys": Bilingual("满意率怎样算，样本够不够", "rates of satisfaction, and whether enough were asked"),
    "closing": Bilingual("怎样才能验收、销号", "when work is accepted and struck off the list"),
    "promotion": Bilingual("怎样才能推广、固化成制度", "what comes before a practice is spread"),
    "selection": Bilingual("从大名册里按条件选多少个", "so many chosen from a register by criteria"),
    "draws": Bilingual("随机抽查，抽法可以复核", "random spot checks that can be repeated"),
    "stages": Bilingual(
        "初评、公示、申诉、复核、审定", "first assessment, notice, appeal, review, final decision"
    ),
    "exports": Bilingual("结果送到哪项年度考核，送哪几栏", "which results go to which annual review"),
    "disclosure": Bilingual("什么要公开、何时公开、向谁公开", "what has to be public, when, and to whom"),
    "letters": Bilingual("通知、警示、责任书、通报怎样写", "notices, warnings, letters and bulletins"),
}


def filled(text: str, language: Language) -> str:
    """The page with its list of kinds as it is today; a page without one as it is."""
    made = f"<!-- kinds -->\n{table(_HEADS[language], _rows(language))}<!-- /kinds -->"
    return _REGION.sub(lambda _: made, text)


def _rows(language: Language) -> Iterator[tuple[str, str, str]]:
    if lacking := {kind.key for kind in KINDS} ^ set(_MEANING):
        raise ValueError(f"kinds that the list lacks, or has too many: {sorted(lacking)}")
    for kind in KINDS:
        both = (f"`{kind.key.replace('_', ' ')}`", codes(kind.names, "、"))
        first, second = both if language == "en" else reversed(both)
        yield first, second, _MEANING[kind.key].in_(language)
