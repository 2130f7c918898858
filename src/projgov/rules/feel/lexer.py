"""Characters to tokens.

What cannot be a token is a fault; where it is clear what was meant (`≥`, `==`, `“text”`), the token meant takes its place, so
that the rest of the text is still read and all its faults are found together.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import attrs

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.feel.characters import (
    LOOKALIKES,
    QUOTED,
    QUOTES,
    describe,
    is_invisible,
    is_mark,
    is_plain_word,
    narrow,
)
from projgov.rules.feel.dialect import MAX_FAULTS, Dialect
from projgov.rules.feel.escapes import BAD_ESCAPE, unescape

UNKNOWN_CHARACTER = Pattern(
    "X001",
    Bilingual("表达式里不能有 `{found}`({point})", "`{found}` ({point}) has no meaning in an expression"),
    Bilingual("删去它;文字要放在双引号里", "leave it out; put texts between double quotes"),
)
LOOKALIKE = Pattern(
    "X002",
    Bilingual("`{found}` 不是表达式里的符号", "`{found}` is not a sign of the expression language"),
    Bilingual("改写为 `{mend}`", "write `{mend}`"),
)
WRONG_OPERATOR = Pattern(
    "X003",
    Bilingual("没有 `{found}` 这个运算符", "there is no operator `{found}`"),
    Bilingual("改写为 `{mend}`", "write `{mend}`"),
)
WRONG_QUOTES = Pattern(
    "X004",
    Bilingual("文字 `{found}` 用的引号不对", "the text `{found}` stands in the wrong quotation marks"),
    Bilingual("改写为 `{mend}`", "write `{mend}`"),
)
UNCLOSED_TEXT = Pattern(
    "X005",
    Bilingual("文字 `{found}` 没有收尾的双引号", "the text `{found}` is not closed"),
    Bilingual('在文字末尾加上 `"`;换行写作 `\\n`', 'put `"` at its end; a line break is written `\\n`'),
)
UNCLOSED_COMMENT = Pattern(
    "X007",
    Bilingual("注释 `/*` 没有结束", "the comment that `/*` opens is not closed"),
    Bilingual("在注释末尾加上 `*/`", "put `*/` at its end"),
)
INVISIBLE = Pattern(
    "X008",
    Bilingual("有看不见的字符 {point}", "an invisible character {point} stands here"),
    Bilingual("删去它;文字里需要时写作 `\\u…`", "leave it out; in a text it can be written as `\\u…`"),
)
PERCENT = Pattern(
    "X009",
    Bilingual("`{found}` 带了百分号", "`{found}` has a percent sign"),
    Bilingual(
        "百分数只写数字:`{mend}`;比例写作 `{mend} / 100`",
        "write a percentage as the number alone, `{mend}`; as a ratio, `{mend} / 100`",
    ),
)
NUMBER_WITH_LETTERS = Pattern(
    "X010",
    Bilingual("`{found}`:数字后面紧跟着文字", "`{found}`: a number runs into letters"),
    Bilingual(
        "只写数字 `{mend}`,不带单位和分隔符;名称不能以数字开头",
        "write the number alone, `{mend}`, without unit or separators; a name does not begin with a digit",
    ),
)
NUMBER_TOO_LARGE = Pattern(
    "X011",
    Bilingual("数 `{found}` 太长", "the number `{found}` is too long"),
    Bilingual(
        "最多 {digits} 位,指数在 -{exponent} 与 {exponent} 之间",
        "use at most {digits} digits and an exponent from -{exponent} to {exponent}",
    ),
)
NAME_CHARACTER = Pattern(
    "X012",
    Bilingual(
        "名称 `{found}` 里有不能用的字符", "the name `{found}` holds a character that names cannot have"
    ),
    Bilingual(
        "名称只用字母、汉字、半角数字和下划线:`{mend}`",
        "names are made of letters, plain digits and underscores: `{mend}`",
    ),
)

MAX_DIGITS = 1000
MAX_EXPONENT = 6144
"""That of IEEE 754's decimal128, in which DMN counts."""


class Token(NamedTuple):
    """A piece of the text. `kind` is `number`, `string`, `word`, `end`, or the operator or keyword itself.

    `value` is the text of a string without its escapes, a word in NFC (in rule files with spaces for underscores), or the
    source.
    """

    kind: str
    start: int
    end: int
    value: str


class Fault(NamedTuple):
    """A fault with its offsets in the text; the parser gives it a place in the file."""

    pattern: Pattern
    start: int
    end: int
    values: dict[str, str | int | Bilingual]
    related: tuple[tuple[int, int], ...] = ()


@attrs.frozen
class Tokens:
    """What was read: tokens up to an `end` token, the faults, and whether the tokens are what the text meant all the same."""

    tokens: tuple[Token, ...]
    faults: tuple[Fault, ...]
    mended: bool
    end: int


_WRONG = {"==": "=", "===": "=", "!==": "!=", "&&": "and", "||": "or", "<>": "!=", "=<": "<=", "=>": ">="}
_WRONG |= {":=": "=", "^": "**", ";": ",", "&": "and", "|": "or", "!": "not(…)"}

_START = (
    "?A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u167f\u1681-\u180d\u180f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U000effff"
)
"""DMN 1.3, rule 28, name start char, less what rule 62 counts as white space."""
_DMN_WORD = f"[{_START}][{_START}0-9\u00b7\u0300-\u036f\u203f\u2040]*"
_DMN_SPACE = "[\\s\u0085\u00a0\u1680\u180e\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]*"
_RULES_SPACE = "[ \t\r\n\u00a0\u3000]*"


def _scanner(space: str, word: str, text: str) -> re.Pattern[str]:
    return re.compile(
        space + r"(?:(?P<word>" + word + r")"
        r"|(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
        r"|(?P<comment>//[^\n]*|/\*[\s\S]*?\*/)"
        r"|(?P<open>/\*)"
        r'|(?P<string>"' + text + '")'
        r"|(?P<wrong>!==|===?|&&|\|\||<>|=<|=>|:=|[&|;^]|!(?!=))"
        r"|(?P<sign>\.\.|\*\*|<=|>=|!=|->|[-+*/=<>()\[\]{},.:@])"
        r"|(?P<end>\Z)|(?P<other>[\s\S]))"
    )


_RULES = _scanner(_RULES_SPACE, r"[^\W\d]\w*", r'(?:[^"\\\n]|\\[^\n])*+')
_DMN = _scanner(_DMN_SPACE, _DMN_WORD, r'(?:[^"\\]|\\[\s\S])*+')
_LETTERS = re.compile(r"[^\W\d]\w*")


def tokenise(
    text: str, dialect: Dialect, *, start: int = 0, part: bool = False, tested: bool = False
) -> Tokens:
    """The tokens of `text` from `start` on.

    A `part` of a template ends before the `}` that no `{` of its own opened. With `tested`, `?` is the value tested.
    """
    return _Lexer(text, dialect, part, tested).run(start)


class _Lexer:
    def __init__(self, text: str, dialect: Dialect, part: bool, tested: bool) -> None:
        self.text = text
        self.strict = dialect.strict_names
        self.keywords = dialect.keywords
        self.part = part
        self.tested = tested
        self.tokens: list[Token] = []
        self.faults: list[Fault] = []
        self.mended = True

    def run(self, position: int) -> Tokens:
        scan = (_RULES if self.strict else _DMN).match
        text, tokens, keywords = self.text, self.tokens, self.keywords
        braces = 0
        while len(self.faults) < MAX_FAULTS:
            found = scan(text, position)
            assert found is not None  # the last two alternatives match whatever is there
            kind = found.lastgroup
            assert kind is not None
            start, position = found.span(kind)
            if kind == "word":
                if (word := found[kind]) in keywords:
                    tokens.append(Token(word, start, position, word))
                else:
                    position = self._word(start, position)
            elif kind == "sign":
                sign = found[kind]
                if sign == "{":
                    braces += 1
                elif sign == "}":
                    if self.part and not braces:
                        position = start
                        break
                    braces -= 1
                tokens.append(Token(sign, start, position, sign))
            elif kind == "number":
                position = self._number(start, position)
            elif kind == "string":
                self._string(start, position)
            elif kind == "wrong":
                self._wrong(found[kind], start, position)
            elif kind == "other":
                position = self._other(start)
            elif kind == "open":
                self._fault(UNCLOSED_COMMENT, start, position)
                position = len(text)
            elif kind == "end":
                break
        else:
            self.mended = False
        tokens.append(Token("end", position, position, ""))
        return Tokens(tuple(tokens), tuple(self.faults), self.mended, position)

    def _fault(self, pattern: Pattern, start: int, end: int, **values: str | int | Bilingual) -> None:
        values.setdefault("found", _short(self.text[start:end]))
        self.faults.append(Fault(pattern, start, end, values))

    def _word(self, start: int, end: int) -> int:
        text = self.text
        while end < len(text) and is_mark(text[end]):
            rest = re.compile(r"\w*").match(text, end + 1)
            end = rest.end() if rest else end + 1
        word = unicodedata.normalize("NFC", text[start:end])
        if self.strict:
            if not is_plain_word(word):
                kept = "".join(c for c in narrow(word) if is_plain_word(c))
                self._fault(NAME_CHARACTER, start, end, mend=kept or "…")
            word = " ".join(word.replace("_", " ").split())
            if not word:
                self._fault(NAME_CHARACTER, start, end, mend="…")
                self.mended = False
        last = self.tokens[-1] if self.tokens else None
        if word == "of" and last is not None and last.kind == "word" and last.value == "instance":
            self.tokens[-1] = Token("instance of", last.start, end, "instance of")
        else:
            self.tokens.append(Token("word", start, end, word))
        return end

    def _number(self, start: int, end: int) -> int:
        number = self.text[start:end]
        digits, _, exponent = number.lower().partition("e")
        if len(digits) > MAX_DIGITS or len(exponent) > 9 or abs(int(exponent or "0")) > MAX_EXPONENT:
            self._fault(NUMBER_TOO_LARGE, start, end, digits=MAX_DIGITS, exponent=MAX_EXPONENT)
            number = "0"
        self.tokens.append(Token("number", start, end, number))
        if self.strict and (letters := _LETTERS.match(self.text, end)):
            self._fault(NUMBER_WITH_LETTERS, start, letters.end(), mend=number)
            return letters.end()
        return end

    def _string(self, start: int, end: int) -> None:
        body = self.text[start + 1 : end - 1]
        if "\\" in body:
            value, bad = unescape(body, lenient=not self.strict)
            for first, last, mend in bad:
                self._fault(BAD_ESCAPE, start + 1 + first, start + 1 + last, mend=mend)
        else:
            value = body
        if not body.isprintable():
            self._unseen(start + 1, end - 1)
        self.tokens.append(Token("string", start, end, value))

    def _unseen(self, start: int, end: int) -> None:
        """Refuse what cannot be seen inside a text of a rule file."""
        if not self.strict:
            return
        for at in range(start, end):
            character = self.text[at]
            if is_invisible(character) and character != "\t" and len(self.faults) < MAX_FAULTS:
                self._fault(INVISIBLE, at, at + 1, point=describe(character))

    def _wrong(self, found: str, start: int, end: int) -> None:
        last = self.tokens[-1].kind if self.tokens else ""
        if found == "<>" and last == "function":  # the type of a function without parameters
            self.tokens += [Token("<", start, start + 1, "<"), Token(">", start + 1, end, ">")]
            return
        mend = _WRONG[found]
        self._fault(WRONG_OPERATOR, start, end, mend=mend)
        self._put("not" if found == "!" else mend, start, end)

    def _put(self, kind: str, start: int, end: int) -> None:
        """Add the token that was meant."""
        self.tokens.append(Token("word" if kind == "not" else kind, start, end, kind))

    def _other(self, start: int) -> int:
        text = self.text
        character = text[start]
        end = start + 1
        if not self.strict and character == "'":
            self._put("'", start, end)
        elif self.tested and character == "?":
            self.tokens.append(Token("word", start, end, "?"))
        elif character == '"':
            return self._unclosed(start)
        elif character in QUOTES:
            return self._quoted(start)
        elif character in "%％":
            self._percent(start, end)
        elif character in LOOKALIKES:
            self._lookalike(character, start, end)
        elif "\uff01" <= character <= "\uff5e":
            return self._wide(start)
        elif is_invisible(character):
            self._fault(INVISIBLE, start, end, point=describe(character))
        else:
            self._fault(UNKNOWN_CHARACTER, start, end, point=describe(character))
            self.mended = False
        return end

    def _lookalike(self, character: str, start: int, end: int) -> None:
        if character == "。" and not self.text[end:].strip():
            self._fault(UNKNOWN_CHARACTER, start, end, point=describe(character))
            return
        mend = LOOKALIKES[character]
        self._fault(LOOKALIKE, start, end, mend=mend)
        self._put(mend, start, end)

    def _unclosed(self, start: int) -> int:
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else end
        self._fault(UNCLOSED_TEXT, start, end)
        self.mended = False
        return end

    def _quoted(self, start: int) -> int:
        if (found := QUOTED.match(self.text, start)) is None:
            self._fault(LOOKALIKE, start, start + 1, mend='"')
            self.mended = False
            return start + 1
        body = found[1] if found[1] is not None else found[2]
        self._fault(WRONG_QUOTES, start, found.end(), mend=f'"{_short(body)}"')
        self.tokens.append(Token("string", start, found.end(), body))
        return found.end()

    def _percent(self, start: int, end: int) -> None:
        if self.tokens and self.tokens[-1].kind == "number":
            first = self.tokens[-1].start
            self._fault(PERCENT, first, end, mend=_short(self.text[first : self.tokens[-1].end]))
        else:
            self._fault(UNKNOWN_CHARACTER, start, end, point=describe(self.text[start]))
            self.mended = False

    def _wide(self, start: int) -> int:
        """Full-width digits, or a full-width sign without a meaning of its own."""
        end = start
        while end < len(self.text) and "０" <= self.text[end] <= "９":
            end += 1
        if end == start:
            self._fault(LOOKALIKE, start, start + 1, mend=narrow(self.text[start]))
            self.mended = False
            return start + 1
        self._fault(LOOKALIKE, start, end, mend=narrow(self.text[start:end]))
        self.tokens.append(Token("number", start, end, narrow(self.text[start:end])))
        return end


def _short(text: str) -> str:
    """`text` as it fits into a message."""
    return text if len(text) <= 60 else text[:57] + "…"
