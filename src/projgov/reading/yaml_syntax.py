"""What is wrong with a text that is no YAML: the parser's message, turned into one that names the mend.

Most such texts are expressions without quotes: `when: > 50`, `only: "a" in b`, `due: @"2017-09-30"`. Each fault of this kind
lies within one line; its `Repair` blanks the faulty part, so that reading can go on and find the faults that follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from projgov.diagnostics import Bilingual, Diagnostic, Pattern
from projgov.reading.numbers import shown
from projgov.reading.yaml_fault import Fault, Repair, fault_of, without_line
from projgov.reading.yaml_lines import end_of_quoted, flow_piece, open_quote, swallowed_to, value_of
from projgov.reading.yaml_slips import (
    dash_without_space,
    line_with_wrong_colon,
    quote_over_key,
    wide_indentation,
    wrong_colon_above,
)

UNQUOTED_EXPRESSION = Pattern(
    "F020",
    Bilingual(
        "`{found}` 没有加引号，YAML 读不了（{why}）",
        "`{found}` is not in quotes, and YAML cannot read it ({why})",
    ),
    Bilingual("用单引号括起来：`{mend}`", "put single quotes around it: `{mend}`"),
)
QUOTE_ENDS_EARLY = Pattern(
    "F021",
    Bilingual(
        "引号在 `{before}` 就结束了，后面还有 `{after}`",
        "the quotes end after `{before}`, and `{after}` follows",
    ),
    Bilingual(
        "单引号里的单引号写两个：`'it''s'`；双引号里的双引号写 `\\\"`",
        "within single quotes write two for one: `'it''s'`; within double quotes write `\\\"`",
    ),
)
UNCLOSED_QUOTE = Pattern(
    "F022",
    Bilingual("从这里开始的引号没有结束", "the quotes that begin here never end"),
    Bilingual("在文本末尾加上 `{quote}`", "put `{quote}` at the end of the text"),
)
UNCLOSED_BRACKET = Pattern(
    "F023",
    Bilingual("从这里开始的 `{bracket}` 没有结束", "the `{bracket}` that begins here never ends"),
    Bilingual(
        "加上 `{closing}`；如果是表达式，用单引号括起来",
        "add `{closing}`; around an expression put single quotes",
    ),
)
MISSING_COMMA = Pattern(
    "F024",
    Bilingual("`{found}` 里缺少逗号或 `{closing}`", "a comma or `{closing}` is missing in `{found}`"),
    Bilingual(
        "各项之间用英文逗号分开；含有逗号、括号或冒号的文本加引号",
        "put commas between the entries, and quotes around a text with commas, brackets or colons",
    ),
)
MISSING_COLON = Pattern(
    "F025",
    Bilingual("`{found}` 后面没有冒号", "there is no colon after `{found}`"),
    Bilingual("写成 `{found}: 值`，冒号后面有空格", "write `{found}: value`, with a space after the colon"),
)
WRONG_INDENTATION = Pattern(
    "F026",
    Bilingual("`{found}` 的缩进与上面不一致", "the indentation of `{found}` does not fit the lines above"),
    Bilingual(
        "同一层的行从同一列开始，下一层多缩进两个空格；如果是上一行文本的继续，把整段文本放进引号",
        "begin the lines of one level in one column, two spaces deeper for the next; quote a text that goes on from the "
        "line above",
    ),
)
TAB_INDENTATION = Pattern(
    "F027",
    Bilingual("用制表符（Tab）缩进", "there is a tab where YAML wants spaces"),
    Bilingual("每层用两个空格缩进", "indent with two spaces a level"),
)
BAD_ESCAPE = Pattern(
    "F028",
    Bilingual(
        "双引号里有不认识的转义 `{found}`", "there is an unknown escape `{found}` within double quotes"
    ),
    Bilingual("写 `\\\\` 表示反斜杠，或改用单引号", "write `\\\\` for a backslash, or use single quotes"),
)
NOT_YAML = Pattern(
    "F029",
    Bilingual("从 `{found}` 起不是 YAML", "from `{found}` on this is not YAML"),
    Bilingual(
        "文本加引号，各层缩进对齐，冒号后面有空格",
        "quote texts, align the levels, and put a space after a colon",
    ),
)

_CLOSING = {"[": "]", "{": "}"}
_TAG_AND_COMMA = re.compile(r"[:,\[] +(?P<tag>![^\s,\]}]*),")
_FORBIDDEN_FIRST = Bilingual("值不能以 `{}` 开头", "a value cannot begin with `{}`")


def explain(error: Exception, lines: list[str], file: str) -> tuple[Diagnostic, Repair | None]:
    """The diagnostic of a syntax error that PyYAML raised on `lines`, with a repair where reading can go on."""
    fault = fault_of(error, lines, file)
    for detect in _DETECTORS:
        if (found := detect(fault)) is not None:
            return found
    found_text = fault.rest or fault.text.strip()
    return NOT_YAML.at(fault.here(), found=shown(found_text)), None


_Found = tuple[Diagnostic, Repair | None] | None


def _unquoted(fault: Fault, line: int, start: int, found: str, why: Bilingual) -> _Found:
    end = start + len(found)
    mend = "'" + found.replace("'", "''") + "'"
    diagnostic = UNQUOTED_EXPRESSION.at(
        fault.at(line, start, end), found=shown(found), mend=shown(mend, 300), why=why
    )
    return diagnostic, Repair(line, start, end)


def _tab(fault: Fault) -> _Found:
    indentation = fault.text[: len(fault.text) - len(fault.text.lstrip(" \t"))]
    if "\t" not in indentation:
        return None
    place = fault.at(fault.line, indentation.index("\t"))
    return TAB_INDENTATION.at(place), without_line(fault.lines, fault.line)


def _escape(fault: Fault) -> _Found:
    # "hexdecimal" is how libyaml spells it, about the digits of an escape.
    if "quoted scalar" not in fault.said or not ("escape" in fault.said or "hexdecimal" in fault.said):
        return None
    # libyaml marks the backslash or what follows it, the parser in Python what follows it.
    start = max(fault.text.rfind("\\", 0, fault.column + 1), 0)
    found = fault.text[start : start + 2]
    repair = Repair(fault.line, start, start + len(found))
    return BAD_ESCAPE.at(fault.at(fault.line, start), found=found), repair


def _open_quote(fault: Fault) -> _Found:
    if "quoted scalar" not in fault.said:
        return None
    return _unclosed_quote(fault, fault.begin_line, fault.begin_column)


def _unclosed_quote(fault: Fault, line: int, start: int) -> _Found:
    text = fault.lines[line]
    place = fault.at(line, start)
    # Where the text should have ended nobody knows: what follows it would be guesswork.
    return UNCLOSED_QUOTE.at(place, quote=text[start : start + 1]), None


def _quote_open_above(fault: Fault) -> _Found:
    """Quotes above that took in whole entries, down to other quotes just before the place of the fault."""
    for line in range(fault.line - 1, max(fault.line - 500, -1), -1):
        start = open_quote(fault.lines[line])
        if start is not None and swallowed_to(fault.lines, line, start, fault.line, fault.column):
            return _unclosed_quote(fault, line, start)
    return None


def _in_flow(fault: Fault) -> _Found:
    """Within `[...]` or `{...}`: a text that should stand in quotes, a range, a missing comma or closing bracket."""
    flow = "flow" in fault.said
    if flow and (found := _range(fault)) is not None:
        return found
    if (found := _tag(fault)) is not None:
        return found
    piece = flow_piece(fault.text, fault.column)
    if piece is None:
        return _open_bracket(fault) if flow else None
    start, text = piece
    first, at_fault = text[:1], fault.text[fault.column : fault.column + 1]
    if "cannot start any token" in fault.said:
        why = Bilingual(_FORBIDDEN_FIRST.zh.format(at_fault), _FORBIDDEN_FIRST.en.format(at_fault))
        return _unquoted(fault, fault.line, start, text, why)
    if not flow:
        return None
    if first in "\"'" and start < fault.column:
        if (found := quote_over_key(fault, start, text)) is not None:
            return found
        return _unquoted(fault, fault.line, start, text, _AFTER_QUOTES)
    if at_fault in "{[" and start < fault.column:
        return _unquoted(fault, fault.line, start, text, _BRACKETS_WITHIN)
    if fault.begin_line == fault.line:
        bracket = fault.text[fault.begin_column : fault.begin_column + 1]
        closing = _CLOSING.get(bracket, "}")
        value = value_of(fault.text)
        whole = value is not None and value[0] == fault.begin_column
        repair = Repair(fault.line, value[0], value[0] + len(value[1])) if value and whole else None
        return MISSING_COMMA.at(fault.here(), found=shown(text), closing=closing), repair
    return _open_bracket(fault)


def _tag(fault: Fault) -> _Found:
    """`{when: !late}` or `{when: !late, id: a}`: YAML takes `!late}` and `!late,` for a tag."""
    if "scanning a tag" in fault.said:
        line, column = fault.begin_line, fault.begin_column
    elif (before := _TAG_AND_COMMA.search(fault.text[: fault.column])) is not None:
        line, column = fault.line, before.start("tag")
    else:
        return None
    piece = flow_piece(fault.lines[line], column)
    why = Bilingual(_FORBIDDEN_FIRST.zh.format("!"), _FORBIDDEN_FIRST.en.format("!"))
    return None if piece is None else _unquoted(fault, line, *piece, why)


def _range(fault: Fault) -> _Found:
    """`[30..60)`: a list that never ends, where a range was meant."""
    line = fault.lines[fault.begin_line]
    value = value_of(line)
    if value is None or value[0] != fault.begin_column or ".." not in value[1] or value[1][-1] not in ")[":
        return None
    return _unquoted(fault, fault.begin_line, value[0], value[1], _RANGE)


def _open_bracket(fault: Fault) -> _Found:
    bracket = fault.lines[fault.begin_line][fault.begin_column : fault.begin_column + 1]
    if bracket not in _CLOSING:
        return None
    return UNCLOSED_BRACKET.at(fault.begin(), bracket=bracket, closing=_CLOSING[bracket]), None


def _value(fault: Fault) -> _Found:
    """A value outside brackets that cannot stand there without quotes."""
    value = value_of(fault.text)
    if value is None or fault.column < value[0]:
        return None
    start, text = value
    why = _why_not(fault, text, start)
    if why is None:
        return None
    if why is _AFTER_QUOTES and end_of_quoted(text, 0) == len(text):
        return None
    end = end_of_quoted(text, 0) if why is _AFTER_QUOTES else None
    if end is not None and text[end].isalnum():  # as in 'it's'
        place = fault.at(fault.line, start + end)
        repair = Repair(fault.line, start, start + len(text))
        return QUOTE_ENDS_EARLY.at(place, before=shown(text[:end]), after=shown(text[end:])), repair
    return _unquoted(fault, fault.line, start, text, why)


def _why_not(fault: Fault, text: str, start: int) -> Bilingual | None:
    first = text[0]
    if "block scalar" in fault.said or first in "@`%]},":
        return Bilingual(_FORBIDDEN_FIRST.zh.format(first), _FORBIDDEN_FIRST.en.format(first))
    if first in "-?" and "not allowed" in fault.said and fault.column == start:
        sign = f"{first} "
        return Bilingual(_FORBIDDEN_FIRST.zh.format(sign), _FORBIDDEN_FIRST.en.format(sign))
    if first in "\"'" and fault.column > start:
        return _AFTER_QUOTES
    if first in "{[" and fault.column > start:
        return _AFTER_BRACKETS
    if "mapping values" in fault.said and ": " in f"{text} " and fault.column > start:
        return _COLON_WITHIN
    return None


def _line_without_colon(fault: Fault) -> _Found:
    if "simple key" not in fault.said:
        return None
    found = fault.lines[fault.begin_line][fault.begin_column :].strip()
    return MISSING_COLON.at(fault.begin(), found=shown(found)), without_line(fault.lines, fault.begin_line)


def _indentation(fault: Fault) -> _Found:
    words = ("block mapping", "block collection", "not allowed", "block sequence")
    if not any(word in fault.said for word in words):
        return None
    indent = len(fault.text) - len(fault.text.lstrip(" "))
    place = fault.at(fault.line, indent)
    repair = without_line(fault.lines, fault.line)
    return WRONG_INDENTATION.at(place, found=shown(fault.text.strip())), repair


_AFTER_QUOTES = Bilingual("引号结束后还有内容", "something follows after the quotes have ended")
_AFTER_BRACKETS = Bilingual("括号结束后还有内容", "something follows after the brackets have ended")
_BRACKETS_WITHIN = Bilingual("花括号或方括号里的文本又有括号", "there are brackets in a text within brackets")
_COLON_WITHIN = Bilingual("值里有冒号加空格", "there is a colon and a space in the value")
_RANGE = Bilingual("YAML 把 `[` 当作列表的开头", "YAML takes `[` for the beginning of a list")

_DETECTORS: tuple[Callable[[Fault], _Found], ...] = (
    _tab,
    _escape,
    _open_quote,
    _quote_open_above,
    wide_indentation,
    _in_flow,
    dash_without_space,
    wrong_colon_above,
    _value,
    line_with_wrong_colon,
    _line_without_colon,
    _indentation,
)
