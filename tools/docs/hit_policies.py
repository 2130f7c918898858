"""The table of hit policies, put into a page that asks for it: their names from `rules.forms`, and what comes of each.

A page asks by the line `<!-- hit policies -->`: what stands from there to `<!-- /hit policies -->` is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.docs.markdown import codes, table

from projgov.diagnostics import Bilingual, Language
from projgov.rules.forms.table_policies import HitPolicy

_REGION = re.compile(r"^<!-- hit policies -->$.*?^<!-- /hit policies -->$", re.MULTILINE | re.DOTALL)
_HEADS = {"en": ("`hit`", "中文, DMN", "What counts"), "zh": ("`命中`", "英文、DMN", "几行同时成立时")}
_MEANING = {
    "unique": Bilingual("不许几行同时成立，由 `check` 把关；不写 `命中` 也是这样", "no two rows may hold together, which `check` sees to; the default"),
    "first": Bilingual("以第一个成立的为准", "the first that holds"),
    "any": Bilingual("可以几行成立，但结果要相同", "several may hold, and must give the same"),
    "priority": Bilingual("以在 `可选值` 里排在前面的结果为准", "the output that stands first among its `values`"),
    "collect": Bilingual("全部结果，成为列表", "all of them, as a list"),
    "rule_order": Bilingual("全部结果，成为列表，按行的次序", "all of them, as a list in the order of the rows"),
    "output_order": Bilingual("全部结果，成为列表，按 `可选值` 的次序", "all of them, as a list in the order of their `values`"),
    "sum": Bilingual("全部结果的合计", "the sum of all"),
    "min": Bilingual("全部结果中最小的", "the least of all"),
    "max": Bilingual("全部结果中最大的", "the greatest of all"),
    "count": Bilingual("有几个结果", "how many there are"),
}  # fmt: skip


def filled(text: str, language: Language) -> str:
    """The page with its table of hit policies as it is today; a page without one as it is."""
    made = f"<!-- hit policies -->\n{table(_HEADS[language], _rows(language))}<!-- /hit policies -->"
    return _REGION.sub(lambda _: made, text)


def _rows(language: Language) -> Iterator[tuple[str, str, str]]:
    options = {option.code: option for option in HitPolicy.options}
    if lacking := set(options) ^ set(_MEANING):
        raise ValueError(f"hit policies that the table lacks, or has too many: {sorted(lacking)}")
    for code, meaning in _MEANING.items():
        label, letter = options[code].label, options[code].names[0]
        other = label.in_("en" if language == "zh" else "zh")
        yield (
            f"`{label.in_(language)}`",
            codes([other, letter], "、" if language == "zh" else ", "),
            meaning.in_(language),
        )
