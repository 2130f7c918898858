"""Rule files to Core."""

from projgov.rules.load.pack import Pack, Read, find, load_pack, read_pack, read_text, shipped

__all__ = ["Pack", "Read", "find", "load_pack", "read_pack", "read_text", "shipped"]
