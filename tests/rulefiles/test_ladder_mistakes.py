"""Mistakes as a clerk makes them in a ladder: the message alone leads to the mend, and what is mended as it says is clean."""

from __future__ import annotations

import pytest
from tests.rulefiles import literate
from tests.rulefiles.test_mistakes import Mistake

from projgov.rules.check import checked
from projgov.rules.load import read_text

LADDER = (literate.FOLDER / "good" / "ladder_zh.yaml").read_text(encoding="utf-8")
MISTAKES = [
    Mistake("规则: 月报}", "规则: 月报.逾期}", "N070", "月报", "规则: 月报}"),
    Mistake("日期: item.答复期限, ", "日期: item.期满, ", "N002", "期限", "日期: item.期限, "),
    Mistake("{信号: 逾期, 次数: 4}", "{信号: 漏报, 次数: 4}", "N074", "逾期", "{信号: 逾期, 次数: 4}"),
    Mistake("{信号: 逾期, 次数: 4}", "{信号: 逾期, 次数: 四次}", "F178", "4", "{信号: 逾期, 次数: 4}"),
    Mistake("期间内: 当半年", "期间内: 半年", "N073", "当半年", "期间内: 当半年"),
    Mistake("决定: 须经决定\n        措施", "决定: 党委\n        措施", "N073", "须经决定", "决定: 须经决定\n        措施"),
    Mistake("期限: 起始日后5天", "期限: 5天内", "F179", "起始日后5天", "期限: 起始日后5天"),
    Mistake("期限: 起始日 + days duration(挂牌天数)", "期限: 三十日内", "F179", "起始日后30天", "期限: 起始日后30天"),
    Mistake("须先: [预警]", "须先: 预警", "F108", "须先: [预警]", "须先: [预警]"),
    Mistake("须先: [预警]", "须先: [预告]", "N074", "预警", "须先: [预警]"),
    Mistake("措施: 挂牌督办", "措施: 挂牌", "N007", "挂牌督办", "措施: 挂牌督办"),
    Mistake("退到: 解除", "退到: 全解除", "N074", "解除", "退到: 解除"),
    Mistake("清零: [全部]", "清零: 全部", "F108", "清零: [全部]", "清零: [全部]"),
    Mistake("次数: 3, 期间内", "次数: 0, 期间内", "F178", "次数", "次数: 3, 期间内"),
]  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: m.wrong)
def test_the_message_alone_leads_to_the_mend(mistake: Mistake) -> None:
    assert mistake.right in LADDER
    found = [
        d for d in checked(read_text(LADDER.replace(mistake.right, mistake.wrong, 1), "r.yaml")) if d.is_error
    ]
    assert [d.code for d in found] == [mistake.code], [d.render("zh") for d in found]
    assert f"`{mistake.offered}`" in found[0].render("zh")
    mended = read_text(LADDER.replace(mistake.right, mistake.mended, 1), "r.yaml")
    assert [d.render("zh") for d in checked(mended) if d.is_error] == []
