"""A session that is fed with events as they happen, and says what they bring about."""

from projgov.scoring.watch.duties import Duty
from projgov.scoring.watch.session import Session, watch
from projgov.scoring.watch.snapshot import resume

__all__ = ["Duty", "Session", "resume", "watch"]
