"""Hypothesis strategies and laws for the test suites of host systems. Needs the extra `testing`."""
