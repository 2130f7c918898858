"""`projgov format FILE --to zh|en`: a rule file in Chinese or English words, with comments, names and meaning as they are."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from projgov.diagnostics import Bilingual, InvalidRuleFile, Language
from projgov.reading.files import read_bytes
from projgov.reading.text import decode
from projgov.rules.load import find, read_pack
from projgov.rules.rewrite import rewritten
from projgov.scoring.selftest.spoken import spoken

NAME = "format"
HELP = Bilingual(
    "把规则文件的键、选项和函数名换成中文或英文，注释和含义不变",
    "put keys, options and function names of a rule file into Chinese or English; comments and meaning stay",
)
EXAMPLE = "projgov format rules.yaml --to zh --write"
_FILE = Bilingual("规则文件，或自带规则包的名称", "a rule file, or the name of a shipped pack")
_TO = Bilingual("换成哪种语言", "the language to put it into")
_WRITE = Bilingual("写回文件（不写则打印出来）", "write it back into the file instead of printing it")
_DONE = Bilingual("{file}：已改写", "{file}: rewritten")
_SAME = Bilingual("{file}：无需改写", "{file}: nothing to change")


def arguments(parser: argparse.ArgumentParser, language: Language) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", help=_FILE.in_(language))
    parser.add_argument("--to", choices=("zh", "en"), required=True, help=_TO.in_(language))
    parser.add_argument("--write", action="store_true", help=_WRITE.in_(language))


def run(options: argparse.Namespace) -> int:
    """Run the command; the exit code."""
    read = read_pack(options.file)
    if read.pack is None:
        raise InvalidRuleFile(d for d in read.diagnostics if d.is_error)
    path = find(options.file)
    text = decode(read_bytes(path), options.file, bom="refuse")
    new = rewritten(text, read.pack, options.to, spoken(read.pack))
    if not options.write:
        sys.stdout.write(new)
        return 0
    if new != text:
        _replace(path, new)
    done = _SAME if new == text else _DONE
    print(done.in_(options.language).format(file=options.file))
    return 0


def _replace(path: Path, text: str) -> None:
    """Write the file whole or not at all."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(text.encode())
    beside.replace(path)
