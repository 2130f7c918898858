"""Rule files to Core."""

from projgov.rules.load.pack import Pack, Read, Written
from projgov.rules.load.reading import find, load_pack, read_pack, read_text, read_tree, shipped

__all__ = ["Pack", "Read", "Written", "find", "load_pack", "read_pack", "read_text", "read_tree", "shipped"]
