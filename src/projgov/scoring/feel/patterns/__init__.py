"""Regular expressions of XPath and XQuery (Functions and Operators 3.1, 5.6), matched within a budget of steps.

Why an own engine: docs/decisions/0008-regular-expressions.md.
"""
