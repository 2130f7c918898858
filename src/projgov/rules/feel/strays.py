"""Characters that begin no token: what to say of them, and which token was meant."""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.rules.feel.characters import LOOKALIKES, QUOTED, QUOTES, describe, is_invisible, narrow
from projgov.rules.feel.dialect import MAX_FAULTS, Dialect
from projgov.rules.feel.tokens import Fault, Token, short

UNKNOWN_CHARACTER = Pattern(
    "X001",
    Bilingual("表达式里不能有 `{found}`（{point}）", "`{found}` ({point}) has no meaning in an expression"),
    Bilingual("删去它；文字要放在双引号里", "leave it out; put texts between double quotes"),
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
    Bilingual('在文字末尾加上 `"`；换行写作 `\\n`', 'put `"` at its end; a line break is written `\\n`'),
)
INVISIBLE = Pattern(
    "X008",
    Bilingual("有看不见的字符 {point}", "an invisible character {point} stands here"),
    Bilingual("删去它；文字里需要时写作 `\\u…`", "leave it out; in a text it can be written as `\\u…`"),
)
PERCENT = Pattern(
    "X009",
    Bilingual("`{found}` 带了百分号", "`{found}` has a percent sign"),
    Bilingual(
        "百分数只写数字：`{mend}`；比例写作 `{mend} / 100`",
        "write a percentage as the number alone, `{mend}`; as a ratio, `{mend} / 100`",
    ),
)

_WRONG = {"==": "=", "===": "=", "!==": "!=", "&&": "and", "||": "or", "<>": "!=", "=<": "<=", "=>": ">="}
_WRONG |= {":=": "=", "^": "**", ";": ",", "&": "and", "|": "or", "!": "not(…)"}


class Strays:
    """Gathers tokens and faults; `mended` is false once a fault leaves open what was meant."""

    def __init__(self, text: str, dialect: Dialect, part: bool, tested: bool) -> None:
        self.text = text
        self.strict = dialect.strict_names
        self.keywords = dialect.keywords
        self.part = part
        self.tested = tested
        self.tokens: list[Token] = []
        self.faults: list[Fault] = []
        self.mended = True

    def fault(self, pattern: Pattern, start: int, end: int, **values: str | int | Bilingual) -> None:
        values.setdefault("found", short(self.text[start:end]))
        self.faults.append(Fault(pattern, start, end, values))

    def unseen(self, start: int, end: int) -> None:
        """Refuse what cannot be seen inside a text of a rule file; of a DMN model, half characters only."""
        for at in range(start, end):
            character = self.text[at]
            unseen = is_invisible(character) if self.strict else "\ud800" <= character <= "\udfff"
            if unseen and character != "\t" and len(self.faults) < MAX_FAULTS:
                self.fault(INVISIBLE, at, at + 1, point=describe(character))

    def wrong(self, found: str, start: int, end: int) -> None:
        last = self.tokens[-1].kind if self.tokens else ""
        if found == "<>" and last == "function":  # the type of a function without parameters
            self.tokens += [Token("<", start, start + 1, "<"), Token(">", start + 1, end, ">")]
            return
        mend = _WRONG[found]
        self.fault(WRONG_OPERATOR, start, end, mend=mend)
        self._put("not" if found == "!" else mend, start, end)

    def _put(self, kind: str, start: int, end: int) -> None:
        """Add the token that was meant."""
        self.tokens.append(Token("word" if kind == "not" else kind, start, end, kind))

    def other(self, start: int) -> int:
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
            self.fault(INVISIBLE, start, end, point=describe(character))
        else:
            self.fault(UNKNOWN_CHARACTER, start, end, point=describe(character))
            self.mended = False
        return end

    def _lookalike(self, character: str, start: int, end: int) -> None:
        if character == "。" and not self.text[end:].strip():
            self.fault(UNKNOWN_CHARACTER, start, end, point=describe(character))
            return
        mend = LOOKALIKES[character]
        self.fault(LOOKALIKE, start, end, mend=mend)
        self._put(mend, start, end)

    def _unclosed(self, start: int) -> int:
        end = self.text.find("\n", start)
        end = len(self.text) if end < 0 else end
        self.fault(UNCLOSED_TEXT, start, end)
        self.mended = False
        return end

    def _quoted(self, start: int) -> int:
        if (found := QUOTED.match(self.text, start)) is None:
            self.fault(LOOKALIKE, start, start + 1, mend='"')
            self.mended = False
            return start + 1
        body = found[1] if found[1] is not None else found[2]
        self.fault(WRONG_QUOTES, start, found.end(), mend=f'"{short(body)}"')
        self.tokens.append(Token("string", start, found.end(), body))
        return found.end()

    def _percent(self, start: int, end: int) -> None:
        if self.tokens and self.tokens[-1].kind == "number":
            first = self.tokens[-1].start
            self.fault(PERCENT, first, end, mend=short(self.text[first : self.tokens[-1].end]))
        else:
            self.fault(UNKNOWN_CHARACTER, start, end, point=describe(self.text[start]))
            self.mended = False

    def _wide(self, start: int) -> int:
        """Full-width digits, or a full-width sign without a meaning of its own."""
        end = start
        while end < len(self.text) and "０" <= self.text[end] <= "９":
            end += 1
        if end == start:
            self.fault(LOOKALIKE, start, start + 1, mend=narrow(self.text[start]))
            self.mended = False
            return start + 1
        self.fault(LOOKALIKE, start, end, mend=narrow(self.text[start:end]))
        self.tokens.append(Token("number", start, end, narrow(self.text[start:end])))
        return end
