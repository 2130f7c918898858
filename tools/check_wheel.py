"""Build the sdist and from it the wheel, look into the wheel, and use it in a clean environment outside the checkout.

The environment has the core dependencies and no extras: what only works in the checkout, or only with an extra, fails here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
SOURCE = CHECKOUT / "src"
OUTSIDE_OF_CORE = ("durable", "hypothesis", "openpyxl", "rich", "pytest")


class CheckFailed(Exception):
    """The wheel is not as it should be; the text says how."""


def run(command: Sequence[object], *, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    """The standard output of `command`; raises CheckFailed with everything it wrote where it does not end with 0."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise CheckFailed(f"`{' '.join(words)}` ended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def build(into: Path) -> Path:
    run([sys.executable, "-m", "build", "--no-isolation", "--outdir", into, CHECKOUT], cwd=into)
    (wheel,) = into.glob("*.whl")
    return wheel


def check_contents(wheel: Path) -> None:
    version = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    if not wheel.name.startswith(f"projgov-{version}-"):
        raise CheckFailed(f"{wheel.name} is not of version {version}")
    with zipfile.ZipFile(wheel) as archive:
        present = {name for name in archive.namelist() if ".dist-info/" not in name}
    expected = {
        path.relative_to(SOURCE).as_posix()
        for path in (SOURCE / "projgov").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    if lacking := expected - present:
        raise CheckFailed(f"the wheel lacks {', '.join(sorted(lacking))}")
    if foreign := present - expected:
        raise CheckFailed(f"the wheel holds what the sources do not: {', '.join(sorted(foreign))}")


def check_use(wheel: Path, folder: Path) -> None:
    venv = folder / "venv"
    run([sys.executable, "-m", "venv", venv], cwd=folder)
    bin_ = venv / ("Scripts" if os.name == "nt" else "bin")
    python = bin_ / "python"
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "PROJGOV", "VIRTUAL"))
    }
    env["PYTHONUTF8"] = "1"
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*install, "--constraint", CHECKOUT / "constraints.txt", wheel], cwd=folder, env=env)

    place = run([python, "-c", "import projgov; print(projgov.__file__)"], cwd=folder, env=env).strip()
    if not Path(place).is_relative_to(venv):
        raise CheckFailed(f"projgov was imported from {place}, not from the wheel")
    find = "import importlib.util, sys; print(*(n for n in sys.argv[1:] if importlib.util.find_spec(n)))"
    if extras := run([python, "-c", find, *OUTSIDE_OF_CORE], cwd=folder, env=env).strip():
        raise CheckFailed(f"the core dependencies bring {extras}")

    for arguments in (["--help"], ["demo"], ["check", "--explain", "F101"]):
        if not run([bin_ / "projgov", *arguments], cwd=folder, env=env).strip():
            raise CheckFailed(f"`projgov {' '.join(arguments)}` prints nothing")


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="projgov-wheel-") as name:
        folder = Path(name).resolve()
        try:
            wheel = build(folder)
            check_contents(wheel)
            check_use(wheel, folder)
        except CheckFailed as fault:
            print(fault, file=sys.stderr)
            return 1
        print(
            f"{wheel.name}: {wheel.stat().st_size // 1024} kB, imports, helps and demonstrates without extras"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
