"""The public view of a report: what rules declare public, and nothing else."""

from projgov.scoring.public.view import PublicView, UnknownPublic, public_view

__all__ = ["PublicView", "UnknownPublic", "public_view"]
