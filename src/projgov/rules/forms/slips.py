"""What befalls a text before it is read: double quotes that make it a text, a comment that cuts it off, full-width braces."""

from __future__ import annotations

import re

import attrs

from projgov.diagnostics import Bilingual, Diagnostic, InvalidRuleFile, Pattern
from projgov.reading.tree import Scalar
from projgov.rules.core.scope import Faults
from projgov.rules.feel.parser import parse
from projgov.rules.forms.written import Expression, in_quotes

QUOTED = Pattern(
    "T014",
    Bilingual(
        "双引号使它成了文字，这里要的是{wanted}",
        "double quotes make this a text, and {wanted} is wanted here",
    ),
    Bilingual("去掉双引号：`{mend}`", "take the double quotes away: `{mend}`"),
)
CUT_EXPRESSION = Pattern(
    "F115",
    Bilingual(
        "YAML 把空格后的 `#` 当作注释，`{cut}` 被截掉了",
        "YAML takes a `#` after a space for a comment, and cut off `{cut}`",
    ),
    Bilingual("用单引号括起来：`{mend}`", "put it in single quotes: `{mend}`"),
)
CUT_TEXT = attrs.evolve(CUT_EXPRESSION, code="F116", severity="warning")
WIDE_BRACES = Pattern(
    "F155",
    Bilingual(
        "`{found}` 用的是全角花括号，会照原样印出来",
        "the braces of `{found}` are full-width ones: it is printed as it stands",
    ),
    Bilingual("要印算出来的内容，写成 `{mend}`", "write `{mend}` to have it computed"),
    severity="warning",
)
_WIDE_BRACES = re.compile("｛([^｛｝]*)｝")


def is_quoted(written: Expression, wanted: Bilingual, faults: Faults) -> bool:
    """Whether double quotes, which make a text of it, stand around an expression that is to give something else: a fault."""
    if written.scalar.style != "double":
        return False
    faults.add(QUOTED, written.scalar.place, wanted=wanted, mend=written.scalar.text)
    return True


def check_comment(scalar: Scalar, faults: Faults) -> None:
    """Warn of a comment that was meant as part of the text: one is written with a space after its `#`."""
    if len(scalar.comment_after) > 1 and not scalar.comment_after[1].isspace():
        whole = f"{scalar.source} {scalar.comment_after}"
        faults.add(CUT_TEXT, scalar.place, cut=scalar.comment_after, mend=in_quotes(whole))


def check_braces(scalar: Scalar, faults: Faults) -> None:
    """Warn of full-width braces in a template: what is between them is printed as it stands."""
    for braces in _WIDE_BRACES.finditer(scalar.text):
        start, end = braces.span()
        mend = "{" + braces.group(1) + "}"
        faults.add(WIDE_BRACES, scalar.place_at(start, end - start), found=braces.group(), mend=mend)


def cut(written: Expression) -> list[Diagnostic]:
    """The fault of a comment that was meant as part of the expression: where it is an expression only with the comment."""
    scalar = written.scalar
    if not scalar.comment_after:
        return []
    try:
        parse(f"{written.text} {scalar.comment_after}", place_at=written.place_at)
    except InvalidRuleFile:
        return []
    whole = in_quotes(f"{scalar.source} {scalar.comment_after}")
    return [CUT_EXPRESSION.at(scalar.place, cut=scalar.comment_after, mend=whole)]
