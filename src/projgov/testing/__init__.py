"""Hypothesis strategies and laws for the test suites of host systems. Needs the extra `testing`.

`portfolios` gives any portfolio of the vocabulary and `rule_files` any rule file, as text; `portfolios_for` gives portfolios in
which what a pack asks for is going on, and `with_gaps` hides values of a portfolio. The laws are in `projgov.testing.laws`.
"""

from projgov.testing.asked_portfolios import portfolios_for
from projgov.testing.gaps import with_gaps
from projgov.testing.portfolios import portfolios
from projgov.testing.rule_text import rule_files

__all__ = ["portfolios", "portfolios_for", "rule_files", "with_gaps"]
