"""The words for what comes of a rule, Chinese words too, as a test inside a rule file writes them."""

from __future__ import annotations

from projgov.diagnostics import Bilingual
from projgov.domain.types import Option
from projgov.scoring.wording import FAULTY


def _option(code: str, zh: str, en: str, *names: str) -> Option:
    return Option(code, Bilingual(zh, en), names)


MET = _option("met", "通过", "met", "符合", "达到", "passed")
UNMET = _option("unmet", "未通过", "unmet", "不通过", "不符合", "未达到", "failed")
UNDETERMINED = _option("undetermined", "无法确定", "undetermined", "未定", "不定", "待定")
PENDING = _option("pending", "未到期", "pending", "尚未到期")
EXCUSED = _option("excused", "免责", "excused", "容错", "已免责")
NONE = _option("none", "不适用", "none", "无", "没有", "null")
PROPOSED = _option("proposed", "建议", "proposed", "建议授予", "建议采取")
REFERRED = _option("referred", "提请决定", "referred", "提请审定", "并列")
TAKEN = _option("taken", "已采取", "taken", "采取")
FINAL = _option("final", "审定", "final", "已审定")
PRELIMINARY = _option("preliminary", "未审定", "preliminary", "初步")
WRITTEN = _option("written", "应发", "written", "发文", "已写")
BARRED = _option("barred", "取消资格", "barred")
OPEN = (UNDETERMINED, NONE)
ERRING = Option("faulty", FAULTY)
