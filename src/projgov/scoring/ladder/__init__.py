"""Ladders of escalation: what happened, in order (`events`), and what it brings about (`climb`), decided by an engine."""
