"""Write anew, at the end of each bad rule file of the tests, what is said of it: `python tools/reset_rulefiles.py [NAME...]`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.rulefiles import literate


def main(names: list[str]) -> int:
    """Reset the files of these names, or all of them."""
    for file in literate.files("bad"):
        if names and file.stem not in names:
            continue
        text = file.read_text(encoding="utf-8")
        if (new := literate.reset(text)) != text:
            file.write_text(new, encoding="utf-8")
            print(file.relative_to(literate.FOLDER))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
