"""Arguments and help in the user's language: argparse speaks English only, and names what is wrong by its own parts."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from projgov.diagnostics import Bilingual, Language, nearest

_HELP = Bilingual("显示这段说明并退出", "show this help and exit")
_SEE = Bilingual("（用法见 `{program} --help`）", " (see `{program} --help`)")
_OFFER = Bilingual("；是不是 `{near}`？", "; did you mean `{near}`?")
_FRAME = {
    "usage: ": Bilingual("用法：", "usage: "),
    "positional arguments:": Bilingual("参数：", "arguments:"),
    "options:": Bilingual("选项：", "options:"),
}
_DASHES = "-–—－"
"""What stands before an option, and what an input method may make of it."""
_FAULTS = (
    (r"the following arguments are required: COMMAND", Bilingual("要写命令", "a command is wanted")),
    (r"the following arguments are required: (?P<a>.*)", Bilingual("缺少 {a}", "missing: {a}")),
    (
        r"argument COMMAND: invalid choice: '(?P<b>.*?)' .*",
        Bilingual("没有命令 `{b}`", "there is no command `{b}`"),
    ),
    (
        r"argument (?P<a>.*?): invalid choice: '(?P<b>.*?)' \(choose from (?P<c>.*)\)",
        Bilingual("{a} 不能是 `{b}`，可以是 {c}", "{a} cannot be `{b}`: it is one of {c}"),
    ),
    (
        r"argument (?P<a>.*?): expected one argument",
        Bilingual("{a} 后面要写内容", "{a} wants a value after it"),
    ),
    (r"unrecognized arguments: (?P<a>.*)", Bilingual("多出了 {a}", "{a} is not understood here")),
    (
        r"ambiguous option: (?P<a>.*?) could match (?P<b>.*)",
        Bilingual("{a} 可以是 {b}，请写全", "{a} could be {b}: write it out"),
    ),
)
"""What argparse says, and what is said in its place."""


class Parser(argparse.ArgumentParser):
    """A parser that answers wrong usage in one sentence, with exit code 2."""

    def __init__(self, *, language: Language, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **settings)
        self.language = language
        self.add_argument("-h", "--help", action="help", help=_HELP.in_(language))

    def format_help(self) -> str:
        """The help text, with its frame in the user's language."""
        text = super().format_help()
        for english, words in _FRAME.items():
            text = re.sub(f"^{english}", words.in_(self.language), text, flags=re.MULTILINE)
        return text

    def parse_known_args(  # type: ignore[override]  # of the overloads only the one in use
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Refuse an option that there is not before anything else: what lacks may be what it was meant to be."""
        words = list(sys.argv[1:] if args is None else args)
        if (unknown := self._unknown_option(words)) is not None:
            self.error(f"unrecognized arguments: {unknown}")
        return super().parse_known_args(words, namespace)

    def _unknown_option(self, words: Sequence[str]) -> str | None:
        commands = {name for action in self._subparsers_actions() for name in action.choices or ()}
        for word in words:
            if word == "--" or word in commands:
                return None
            name = word.partition("=")[0]
            if len(name) > 1 and name[0] in _DASHES and name not in self._option_string_actions:
                return name
        return None

    def _subparsers_actions(self) -> list[argparse.Action]:
        return [action for action in self._actions if isinstance(action, argparse._SubParsersAction)]

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and end."""
        see = _SEE.in_(self.language).format(program=self.prog)
        print(f"{self.prog}: {self._said(message)}{see}", file=sys.stderr)
        raise SystemExit(2)

    def _said(self, message: str) -> str:
        for pattern, words in _FAULTS:
            found = re.fullmatch(pattern, message)
            if found is not None:
                values = {k: v.replace("'", "") for k, v in found.groupdict().items()}
                return words.in_(self.language).format(**values) + self._offer(found)
        return message

    def _offer(self, found: re.Match[str]) -> str:
        """The choice that a wrong word comes nearest to."""
        wrong = found.groupdict().get("b") or found.groupdict().get("a") or ""
        choices = [str(c) for a in self._actions for c in a.choices or ()]
        choices += [option for a in self._actions for option in a.option_strings]
        written = wrong.lstrip(_DASHES).replace("_", "-").lower()
        same = [c for c in choices if c.lstrip("-").replace("-", "") == written.replace("-", "")]
        near = same[0] if wrong[:1] in _DASHES and same else nearest(wrong, choices)
        known = near is None or near == wrong or "required" in found.re.pattern or "," in wrong
        return "" if known else _OFFER.in_(self.language).format(near=near)
