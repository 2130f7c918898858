"""The examples in the docstrings of projgov give what they say."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import projgov

MODULES = ["projgov", *(module.name for module in pkgutil.walk_packages(projgov.__path__, "projgov."))]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_of(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as absent:
        if (absent.name or "").startswith("projgov"):
            raise
        pytest.skip(f"needs {absent.name}, which is not installed")
    assert doctest.testmod(module).failed == 0
