"""One thing has one word in every kind: who has learnt a key in one section can write it in another."""

from __future__ import annotations

import pytest

from projgov.rules.kinds.table import KINDS

SHARED = {
    "due": {"期限", "最迟", "截止"},
    "decimals": {"小数位数", "小数位"},
    "barred_when": {"取消资格", "不参加", "否决"},
    "unless": {"除非", "例外", "除外"},
    "require_present": {"要求齐全", "要求填写"},
}
"""Keys that mean one thing wherever they stand, and the Chinese words for each."""


@pytest.mark.parametrize("key", sorted(SHARED))
def test_a_key_of_several_kinds_has_the_same_chinese_words_in_each(key: str) -> None:
    lacking = []
    for kind in KINDS:
        info = kind.model.model_fields.get(key)
        extra = None if info is None else info.json_schema_extra
        names = extra.get("names") if isinstance(extra, dict) else None
        if isinstance(names, list) and not SHARED[key] <= {str(n) for n in names}:
            lacking.append(kind.key)
    assert lacking == []
