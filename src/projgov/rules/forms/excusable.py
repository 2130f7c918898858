"""The words that say which excuses suspend a rule."""

from __future__ import annotations

import attrs

from projgov.diagnostics import Bilingual
from projgov.rules.forms.words import Word, option


@attrs.frozen
class Excusable(Word):
    """Which excuses suspend a rule: those that name it, those that name no rule as well, or none."""

    what = Bilingual("容错方式", "way of excusing")
    options = (
        option("named", "列明", "named", "列明的"),
        option("any", "一律", "any", "均可"),
        option("never", "不可", "never", "不容错"),
    )


NAMED = Excusable("named")
