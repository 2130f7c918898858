"""String functions with patterns (DMN 1.5, 10.3.4.3): `matches`, `replace` and `split`, in XPath's regular expressions.

A pattern that cannot be read, a flag that is not known, or a pattern that `replace` or `split` would find everywhere since it
matches the empty string, is a fault.
"""

from __future__ import annotations

from projgov.diagnostics import Bilingual, Pattern
from projgov.scoring.feel.builtin import STRING, Builtin, Overload, Parameter
from projgov.scoring.feel.functions.faults import out_of_domain
from projgov.scoring.feel.functions.strings import take
from projgov.scoring.feel.patterns.machine import Slots, search
from projgov.scoring.feel.patterns.program import Program, compiled
from projgov.scoring.feel.patterns.reader import BadPattern
from projgov.scoring.feel.run import Run
from projgov.scoring.feel.values import Value

BAD_PATTERN = Pattern(
    "M114",
    Bilingual(
        "`{function}` 的正则表达式在第 {number} 个字符处：{why}",
        "in the pattern of `{function}`, at character {number}: {why}",
    ),
    Bilingual(
        "按 XPath 的写法改；字符本身前加 `\\`",
        "write it as XPath does, and a `\\` before a character that means itself",
    ),
)
MATCHES_NOTHING = Pattern(
    "M115",
    Bilingual(
        "`{function}` 的正则表达式能匹配空文本", "the pattern of `{function}` matches the empty string"
    ),
    Bilingual(
        "改成至少匹配一个字符，例如 `+` 代替 `*`", "let it match one character at least, as with `+` for `*`"
    ),
)
BAD_REPLACEMENT = Pattern(
    "M116",
    Bilingual(
        "`replace` 的替换文本第 {number} 个字符处的 `{found}` 没有意义",
        "`{found}` at character {number} of the replacement of `replace` has no meaning",
    ),
    Bilingual(
        "组写作 `$1`，字符 `$` 与 `\\` 写作 `\\$` 与 `\\\\`",
        "write a group as `$1`, and the characters `$` and `\\` as `\\$` and `\\\\`",
    ),
)

_FLAGS = frozenset("smixq")
_KNOWN_FLAGS = Bilingual(
    "由 `s`、`m`、`i`、`x`、`q` 组成的文本", "made of the letters `s`, `m`, `i`, `x` and `q`"
)
_NONE: frozenset[str] = frozenset()


def matches(run: Run, source: str, pattern: str, flags: str | None) -> Value:
    """Whether the pattern matches somewhere in the string."""
    program = _program(run, "matches", pattern, flags)
    return None if program is None else search(run, program, source) is not None


def replace(run: Run, source: str, pattern: str, replacement: str, flags: str | None) -> Value:
    """The string with every match of the pattern replaced, from left to right."""
    program = _program(run, "replace", pattern, flags)
    if program is None or not _finds_something(run, "replace", program):
        return None
    if "q" in (flags or ""):
        pieces: list[str | int] | None = [replacement]
    else:
        pieces = _replacement(run, replacement, program.groups)
    if pieces is None:
        return None
    result: list[str] = []
    done = 0
    for slots in _every(run, program, source):
        result.append(source[done : slots[0]])
        for piece in pieces:
            text = piece if isinstance(piece, str) else source[slots[2 * piece] : slots[2 * piece + 1]]
            take(run, len(text))
            result.append(text)
        done = slots[1]
    result.append(source[done:])
    take(run, len(source))
    return "".join(result)


def split(run: Run, string: str, delimiter: str) -> Value:
    """The parts of the string between the matches of a pattern."""
    program = _program(run, "split", delimiter, None)
    if program is None or not _finds_something(run, "split", program):
        return None
    parts: list[Value] = []
    done = 0
    for slots in _every(run, program, string):
        parts.append(string[done : slots[0]])
        done = slots[1]
    take(run, len(string) + len(parts))
    return [*parts, string[done:]]


def _program(run: Run, function: str, pattern: str, flags: str | None) -> Program | None:
    known = frozenset(flags or "")
    if not known <= _FLAGS:
        return out_of_domain(run, function, "flags", flags, _KNOWN_FLAGS)
    run.step(1 + len(pattern))
    try:
        program = compiled(pattern, known)
    except BadPattern as bad:
        run.step(bad.steps)
        return run.fault(BAD_PATTERN, function=function, number=bad.position, why=bad.why)
    run.step(len(program.code))  # each time, so that what was compiled before changes no count
    return program


def _finds_something(run: Run, function: str, program: Program) -> bool:
    if search(run, program, "") is None:
        return True
    run.fault(MATCHES_NOTHING, function=function)
    return False


def _every(run: Run, program: Program, source: str) -> list[Slots]:
    """All matches, none within another."""
    found: list[Slots] = []
    start = 0
    while (slots := search(run, program, source, start)) is not None:
        found.append(slots)
        start = max(slots[1], slots[0] + 1)
    return found


def _replacement(run: Run, replacement: str, groups: int) -> list[str | int] | None:
    """Texts and numbers of groups, in order; a group that the pattern has not is nothing."""
    pieces: list[str | int] = []
    at = 0
    take(run, len(replacement))
    while at < len(replacement):
        c = replacement[at]
        after = replacement[at + 1 : at + 2]
        if c == "\\" and after and after in "\\$":
            pieces.append(after)
            at += 2
        elif c == "$" and after and after in "0123456789":
            number, at = int(after), at + 2
            while replacement[at : at + 1] in _DIGITS and number * 10 + int(replacement[at]) <= groups:
                number, at = number * 10 + int(replacement[at]), at + 1
            pieces.append(number if number <= groups else "")
        elif c in "\\$":
            return run.fault(BAD_REPLACEMENT, number=at + 1, found=c + after)
        else:
            end = min(
                (e for e in (replacement.find(x, at) for x in "\\$") if e >= 0), default=len(replacement)
            )
            pieces.append(replacement[at:end])
            at = end
    return pieces


_DIGITS = frozenset("0123456789")
_INPUT = Parameter("input", STRING)
_PATTERN = Parameter("pattern", STRING)
_GIVEN_FLAGS = Parameter("flags", STRING, optional=True, nullable=True)

BUILTINS = (
    Builtin("matches", (Overload((_INPUT, _PATTERN, _GIVEN_FLAGS), matches),)),
    Builtin(
        "replace", (Overload((_INPUT, _PATTERN, Parameter("replacement", STRING), _GIVEN_FLAGS), replace),)
    ),
    Builtin("split", (Overload((Parameter("string", STRING), Parameter("delimiter", STRING)), split),)),
)
