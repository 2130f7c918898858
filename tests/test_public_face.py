"""The public names: loaded when first used, and all of them listed."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys

import pytest

import projgov


def test_every_public_name_is_listed_and_loads() -> None:
    listed = dir(projgov)
    assert listed == sorted(listed)
    for name in projgov.__all__:
        assert name in listed
        assert getattr(projgov, name) is not None


def test_the_version_is_that_of_the_distribution() -> None:
    assert "__version__" in dir(projgov)
    assert projgov.__version__ == importlib.metadata.version("projgov")


def test_a_name_that_there_is_not_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'projgov' has no attribute 'evaluatee'"):
        getattr(projgov, "evaluatee")  # noqa: B009  # mypy knows that there is none


def test_a_submodule_can_be_imported_as_usual() -> None:
    script = "import projgov.diagnostics; assert projgov.diagnostics.Place().line == 0"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_importing_loads_nothing_of_what_is_used_later() -> None:
    """Neither the parts of projgov nor pydantic, attrs or pendulum."""
    script = (
        "import sys, projgov\n"
        "heavy = {'pydantic', 'attr', 'attrs', 'pendulum', 'yaml', 'hypothesis', 'rich'} & set(sys.modules)\n"
        "own = [m for m in sys.modules if m.startswith('projgov.')]\n"
        "assert not heavy, heavy\nassert not own, own\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_evaluating_loads_no_library_for_terminals_tests_or_tables() -> None:
    script = (
        "import sys, projgov\n"
        "projgov.evaluate(projgov.load_pack('zhengfa'), projgov.load_portfolio('zhengfa-2017'), '2017-12-31')\n"
        "extras = {'rich', 'hypothesis', 'openpyxl', 'narwhals', 'z3', 'durable_rules_engine'} & set(sys.modules)\n"
        "assert not extras, extras\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
