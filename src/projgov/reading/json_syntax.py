"""What is wrong with a text that is no JSON, in plain words, from the character at which reading stopped."""

from __future__ import annotations

import re

from projgov.diagnostics import Bilingual, Diagnostic, Pattern, Place
from projgov.reading.numbers import shown
from projgov.reading.text import place_of

NO_JSON = Pattern(
    "F060",
    Bilingual("从 `{found}` 起不是 JSON", "from `{found}` on this is not JSON"),
    Bilingual(
        '写数、带双引号的文本、true、false、null、`[...]` 或 `{{"名称": 值}}`',
        'write a number, a text in double quotes, true, false, null, `[...]` or `{{"name": value}}`',
    ),
)
ENDS_EARLY = Pattern(
    "F061",
    Bilingual("文本没有写完就结束了", "the text ends before it is complete"),
    Bilingual("补上缺少的值、`]` 或 `}}`", "add the value, `]` or `}}` that is missing"),
)
TRAILING_COMMA = Pattern(
    "F062",
    Bilingual("`{bracket}` 前面多了一个逗号", "there is a comma too many before `{bracket}`"),
    Bilingual("删去这个逗号", "leave the comma out"),
)
NOT_DOUBLE_QUOTES = Pattern(
    "F063",
    Bilingual("`{found}` 没有用英文双引号", "`{found}` is not in double quotes"),
    Bilingual('名称和文本用英文双引号括起来：`"{word}"`', 'put names and texts in double quotes: `"{word}"`'),
)
COMMENT = Pattern(
    "F064",
    Bilingual("这里有注释，JSON 没有注释", "there is a comment, and JSON has none"),
    Bilingual("删去注释", "leave the comment out"),
)
MISSING_COMMA = Pattern(
    "F065",
    Bilingual("`{found}` 前面缺少逗号", "a comma is missing before `{found}`"),
    Bilingual("各项之间用英文逗号分开", "put a comma between the entries"),
)
MISSING_COLON = Pattern(
    "F066",
    Bilingual("名称后面缺少冒号，而是 `{found}`", "a colon is missing after the name, before `{found}`"),
    Bilingual('写成 `"名称": 值`', 'write `"name": value`'),
)
MORE_AFTER_END = Pattern(
    "F067",
    Bilingual("JSON 结束后还有 `{found}`", "after the end of the JSON there is `{found}`"),
    Bilingual(
        "一个文件只写一个值；多个值放进 `[...]`", "write one value in a file; put several into `[...]`"
    ),
)
UNCLOSED_TEXT = Pattern(
    "F068",
    Bilingual("从这里开始的文本没有结束的双引号", "the text that begins here has no closing double quotes"),
    Bilingual(
        '在文本末尾加上 `"`；文本里的换行写成 `\\n`',
        'put `"` at its end; a line end within a text is written `\\n`',
    ),
)
BAD_ESCAPE = Pattern(
    "F069",
    Bilingual("文本里有不认识的转义 `{found}`", "there is an unknown escape `{found}` in the text"),
    Bilingual("写 `\\\\` 表示反斜杠", "write `\\\\` for a backslash"),
)
WRONG_WORD = Pattern(
    "F070",
    Bilingual("`{found}` 不是 JSON 的写法", "`{found}` is not how JSON writes it"),
    Bilingual("写 `{word}`", "write `{word}`"),
)
WRONG_NUMBER = Pattern(
    "F071",
    Bilingual("`{found}` 不是 JSON 的数", "`{found}` is not a number in JSON"),
    Bilingual(
        "数不以 `+`、`.` 或多余的 0 开头，小数点后面有数字；编号加双引号",
        "a number begins with no `+`, `.` or needless 0, and digits follow the point; an identifier stands in quotes",
    ),
)
CHINESE_PUNCTUATION = Pattern(
    "F072",
    Bilingual("`{found}` 是中文标点", "`{found}` is Chinese punctuation"),
    Bilingual("改用英文标点 `{word}`", "write `{word}` instead"),
)

_WORDS = {"True": "true", "False": "false", "None": "null", "TRUE": "true", "FALSE": "false", "NULL": "null"}
_WORDS |= {"nil": "null", "undefined": "null", "Null": "null"}
_PUNCTUATION = {  # each written as its code: the full-width forms look like the plain ones
    "\uff0c": ",",
    "\u3001": ",",
    "\uff1b": ",",
    "\uff1a": ":",
    "\u201c": '"',
    "\u201d": '"',
    "\uff02": '"',
    "\u3010": "[",
    "\u3011": "]",
    "\uff5b": "{",
    "\uff5d": "}",
}
_WORD = re.compile(r"[^\s,:\[\]{}\"']+")
_GLUED = re.compile(r"[\w.][\w.+-]*")
_NUMBER_END = re.compile(r"[-+.0-9eE]*$")
_NUMBER_LIKE = re.compile(r"[-+.]?[0-9][0-9.eE+-]*|[-+]?\.[0-9]+|[-+]")


def explain(text: str, position: int, said: str, file: str) -> Diagnostic:
    """The diagnostic of a syntax error: the standard library `said` what it found at `position` of `text`."""
    start = _skip_white_space(text, position)
    here = place_of(text, start, file)
    before = text[:start].rstrip()[-1:]
    rest = text[start : start + 200]
    found = shown(rest.split("\n", 1)[0].rstrip())
    if said.startswith("Unterminated string"):
        return UNCLOSED_TEXT.at(place_of(text, position, file))
    if said.startswith("Invalid control character"):
        return UNCLOSED_TEXT.at(place_of(text, text.rfind('"', 0, position), file))
    if "escape" in said:
        slash = text.rfind("\\", 0, position + 1)
        return BAD_ESCAPE.at(place_of(text, slash, file), found=text[slash : slash + 2])
    if not rest:
        return ENDS_EARLY.at(here)
    if rest[0] in "]}" and before == ",":
        return TRAILING_COMMA.at(_comma_before(text, start, file), bracket=rest[0])
    if rest[0] == "," and (after := text[start + 1 : start + 200].lstrip()[:1]) and after in "]}":
        return TRAILING_COMMA.at(here, bracket=after)
    if rest.startswith(("//", "/*", "#")):
        return COMMENT.at(here)
    if rest[0] in _PUNCTUATION:
        return CHINESE_PUNCTUATION.at(here, found=rest[0], word=_PUNCTUATION[rest[0]])
    number = _NUMBER_END.search(text[max(start - 60, 0) : start])
    if number is not None and text[start - 1 : start].isdigit() and (glued := _GLUED.match(rest)):
        first = start - len(number[0])
        return WRONG_NUMBER.at(place_of(text, first, file), found=shown(text[first:start] + glued[0]))
    return _token(said, here, rest, found)


def _token(said: str, here: Place, rest: str, found: str) -> Diagnostic:
    if said.startswith("Extra data"):
        return MORE_AFTER_END.at(here, found=found)
    if rest[0] == "'":
        inside = rest[1:].split("'", 1)[0]
        return NOT_DOUBLE_QUOTES.at(here, found=shown(f"'{inside}'"), word=shown(inside))
    if "':'" in said:
        return MISSING_COLON.at(here, found=found)
    if "','" in said:
        return MISSING_COMMA.at(here, found=found)
    if (number := _NUMBER_LIKE.match(rest)) and "property name" not in said:
        return WRONG_NUMBER.at(here, found=shown(number[0]))
    if word := _WORD.match(rest):
        if word[0] in _WORDS and "property name" not in said:
            return WRONG_WORD.at(here, found=word[0], word=_WORDS[word[0]])
        return NOT_DOUBLE_QUOTES.at(here, found=shown(word[0]), word=shown(word[0]))
    return NO_JSON.at(here, found=found)


def _comma_before(text: str, start: int, file: str) -> Place:
    return place_of(text, text.rindex(",", 0, start), file)


def _skip_white_space(text: str, position: int) -> int:
    while position < len(text) and text[position] in " \t\r\n":
        position += 1
    return position
