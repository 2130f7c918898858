"""Words with which the head of a rule file chooses: where a parameter's value comes from, of what type a fact is, who may see it."""

from __future__ import annotations

from typing import Literal, cast

import attrs

from projgov.diagnostics import Bilingual
from projgov.domain.choices.oversight import FIGURE_KIND
from projgov.domain.vocabulary import Confidentiality
from projgov.rules.forms.words import Word, option


@attrs.frozen
class Basis(Word):
    """Where the value of a parameter comes from: a document (quoted), published practice, or nowhere: it is assumed."""

    what = Bilingual("取值来源", "basis of a value")
    options = (
        option("document", "文件", "document", "文件依据", "文件规定"),
        option("published", "公开做法", "published", "已公布", "公开材料"),
        option("assumed", "假定", "assumed", "假设", "暂定"),
    )

    @property
    def basis(self) -> Literal["document", "published", "assumed"]:
        return cast('Literal["document", "published", "assumed"]', self.code)


@attrs.frozen
class FactType(Word):
    """Of what type a declared fact is."""

    what = Bilingual("事实类型", "type of fact")
    options = (
        option("number", "数字", "number", "数值"),
        option("text", "文字", "text", "文本"),
        option("yes/no", "是否", "yes/no", "是/否"),
        option("date", "日期", "date"),
        option("choice", "选项", "choice", "单选"),
    )


@attrs.frozen
class Counting(Word):
    """What a declared figure counts."""

    what = Bilingual("数字口径", "kind of figure")
    options = FIGURE_KIND.options


@attrs.frozen
class Secrecy(Word):
    """Who may see a declared fact."""

    what = Bilingual("密级", "confidentiality")
    options = (
        option("public", "公开", "public"),
        option("internal", "内部", "internal"),
        option("personal", "个人信息", "personal", "个人"),
    )

    @property
    def confidentiality(self) -> Confidentiality:
        return cast("Confidentiality", self.code)


INTERNAL = Secrecy("internal")


@attrs.frozen
class LateEvents(Word):
    """What a session does with an event of days that it has told of already: it takes it and tells what changes, or refuses it."""

    what = Bilingual("迟到事件的处理", "way with late events")
    options = (
        option("replay", "补收", "replay", "重算"),
        option("refuse", "不收", "refuse", "拒收"),
    )


REPLAY = LateEvents("replay")

UNITS = (
    option("percent", "百分比", "percent", "百分点", "个百分点", "%"),
    option("days", "天", "days", "day", "日"),
    option("points", "分", "points", "point"),
    option("text", "文字", "text", "文本"),
)
"""Units of measure of parameters and facts that have a name in either language. Any other word serves, too.

Under `text` stands a text, though it may look like a number.
"""


@attrs.frozen
class Tightening(Word):
    """The direction in which a file that extends another may move a parameter of it."""

    what = Bilingual("收紧方向", "direction of tightening")
    options = (option("up", "上调", "up", "提高"), option("down", "下调", "down", "降低"))
