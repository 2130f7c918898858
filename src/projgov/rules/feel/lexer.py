"""Characters to tokens.

What cannot be a token is a fault; where it is clear what was meant (`≥`, `==`, `“text”`), the token meant takes its place, so
that the rest of the text is still read and all its faults are found together.
"""

from __future__ import annotations

import re
import unicodedata

from projgov.diagnostics import Bilingual, Pattern
from projgov.reading.days import day_meant
from projgov.reading.numerals import number_meant
from projgov.rules.feel.characters import is_mark, is_plain_word, narrow
from projgov.rules.feel.dialect import MAX_FAULTS, Dialect
from projgov.rules.feel.escapes import BAD_ESCAPE, unescape
from projgov.rules.feel.strays import Strays
from projgov.rules.feel.tokens import Token, Tokens

UNCLOSED_COMMENT = Pattern(
    "X007",
    Bilingual("注释 `/*` 没有结束", "the comment that `/*` opens is not closed"),
    Bilingual("在注释末尾加上 `*/`", "put `*/` at its end"),
)
NUMBER_WITH_LETTERS = Pattern(
    "X010",
    Bilingual("`{found}`：数字后面紧跟着文字", "`{found}`: a number runs into letters"),
    Bilingual("{mend}", "{mend}"),
)
NUMBER_TOO_LARGE = Pattern(
    "X011",
    Bilingual("数 `{found}` 太长", "the number `{found}` is too long"),
    Bilingual(
        "最多 {digits} 位，指数在 -{exponent} 与 {exponent} 之间",
        "use at most {digits} digits and an exponent from -{exponent} to {exponent}",
    ),
)
NAME_CHARACTER = Pattern(
    "X012",
    Bilingual(
        "名称 `{found}` 里有不能用的字符", "the name `{found}` holds a character that names cannot have"
    ),
    Bilingual(
        "名称只用字母、汉字、半角数字和下划线：`{mend}`",
        "names are made of letters, plain digits and underscores: `{mend}`",
    ),
)

MAX_DIGITS = 1000
MAX_EXPONENT = 6144
"""That of IEEE 754's decimal128, in which DMN counts."""


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


class _Lexer(Strays):
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
                self.wrong(found[kind], start, position)
            elif kind == "other":
                position = self.other(start)
            elif kind == "open":
                self.fault(UNCLOSED_COMMENT, start, position)
                position = len(text)
            elif kind == "end":
                break
        else:
            self.mended = False
        tokens.append(Token("end", position, position, ""))
        return Tokens(tuple(tokens), tuple(self.faults), self.mended, position)

    def _word(self, start: int, end: int) -> int:
        text = self.text
        while end < len(text) and is_mark(text[end]):
            rest = re.compile(r"\w*").match(text, end + 1)
            end = rest.end() if rest else end + 1
        word = unicodedata.normalize("NFC", text[start:end])
        if self.strict:
            if not is_plain_word(word):
                kept = "".join(c for c in narrow(word) if is_plain_word(c))
                self.fault(NAME_CHARACTER, start, end, mend=kept or "…")
            word = " ".join(word.replace("_", " ").split())
            if not word:
                self.fault(NAME_CHARACTER, start, end, mend="…")
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
            self.fault(NUMBER_TOO_LARGE, start, end, digits=MAX_DIGITS, exponent=MAX_EXPONENT)
            number = "0"
        self.tokens.append(Token("number", start, end, number))
        if self.strict and (letters := _LETTERS.match(self.text, end)):
            self.fault(
                NUMBER_WITH_LETTERS,
                start,
                letters.end(),
                mend=_alone(self.text[start : letters.end()], number),
            )
            return letters.end()
        return end

    def _string(self, start: int, end: int) -> None:
        body = self.text[start + 1 : end - 1]
        if "\\" in body:
            value, bad = unescape(body, lenient=not self.strict)
            for first, last, mend in bad:
                self.fault(BAD_ESCAPE, start + 1 + first, start + 1 + last, mend=mend)
        else:
            value = body
        if not body.isprintable():
            self.unseen(start + 1, end - 1)
        self.tokens.append(Token("string", start, end, value))


def _alone(written: str, digits: str) -> Bilingual:
    """How a number or day that runs into letters is written: 100万元, 3天, 1_000, 2017年3月1日."""
    if (day := day_meant(written)) is not None:
        if day.year is not None:
            return Bilingual(f'日期写成 `@"{day.written}"`', f'write the day as `@"{day.written}"`')
        whole = f'`@"2017-{day.written}"`'
        return Bilingual(f"日期要带年份，写成 {whole} 的样子", f"write the day with its year, as in {whole}")
    meant = number_meant(written.replace("_", ""))
    number = digits if meant is None else meant.digits
    if written.endswith(("万元", "亿元")) and (yuan := number_meant(written.removesuffix("元"))) is not None:
        return Bilingual(
            f"只写数字：以元计的写 `{yuan.digits}`，以{written[-2:]}计的写 `{number}`",
            f"write the number alone: `{yuan.digits}` where yuan are counted, `{number}` where {written[-2:]} are",
        )
    return Bilingual(
        f"只写数字 `{number}`，不带单位和分隔符；名称不能以数字开头",
        f"write the number alone, `{number}`, without unit or separators; a name does not begin with a digit",
    )
