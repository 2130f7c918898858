"""A diagnostic explained in the terminal: what it says, why it matters, how not to write and how to write."""

from __future__ import annotations

from collections.abc import Iterator

from projgov.cli.output import Usage, wrap
from projgov.cli.pages import Block, page
from projgov.cli.patterns import patterns, told
from projgov.diagnostics import Bilingual, Language, nearest

_UNKNOWN = Bilingual("没有代码 `{code}`{offer}", "there is no code `{code}`{offer}")
_OFFER = Bilingual("；是不是 `{near}`？", "; did you mean `{near}`?")
_SEVERITY = {
    "error": Bilingual("错误", "error"),
    "warning": Bilingual("警告", "warning"),
    "note": Bilingual("提示", "note"),
}
_MEND = Bilingual("改法：", "help: ")
_ROLES = {"wrong": Bilingual("错误的写法", "Wrong"), "right": Bilingual("正确的写法", "Right")}
_FILE = Bilingual("{role}（{file}）：", "{role} ({file}):")
_TEXT = Bilingual("{role}：", "{role}:")


def explained(code: str, language: Language) -> str:
    """The page of a code as text. Raises Usage where there is no such code."""
    known = patterns()
    pattern = known.get(code.upper())
    if pattern is None:
        near = nearest(code, known)
        offer = "" if near is None else _OFFER.in_("zh").format(near=near)
        english = "" if near is None else _OFFER.in_("en").format(near=near)
        raise Usage(
            Bilingual(
                _UNKNOWN.zh.format(code=code, offer=offer), _UNKNOWN.en.format(code=code, offer=english)
            )
        )
    parts = [
        f"{_SEVERITY[pattern.severity].in_(language)}[{pattern.code}]: {told(pattern.message, language)}"
    ]
    if mend := told(pattern.help, language):
        parts[0] += f"\n    {_MEND.in_(language)}{mend}"
    written = page(pattern.code)
    if written is not None:
        parts.append(written.why.in_(language))
    examples = _examples(written.blocks, language) if written is not None else ()
    return "\n\n".join([*map(wrap, parts), *examples])


def _examples(blocks: tuple[Block, ...], language: Language) -> Iterator[str]:
    several = len({block.name for block in blocks}) > 1
    for block in blocks:
        role = _ROLES[block.role].in_(language) if block.role != "with" else ""
        template = _FILE if several and role else _TEXT
        head = template.in_(language).format(role=role or block.name, file=block.name)
        yield head + "\n\n" + "\n".join(f"    {line}".rstrip() for line in block.shown.splitlines())
