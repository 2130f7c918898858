"""Paths, as hosts give them: the domain itself has nothing to do with files."""

from typing import Protocol, TypeAlias


class PathLike(Protocol):
    """What stands for a path, such as `pathlib.Path`."""

    def __fspath__(self) -> str: ...


AnyPath: TypeAlias = str | PathLike


def path_text(path: AnyPath) -> str:
    """A path as a text. Raises `TypeError` for what is no path."""
    if isinstance(path, str):
        return path
    if not hasattr(path, "__fspath__"):
        name = type(path).__name__
        raise TypeError(
            f"a path or the name of a file is wanted, not {name}; for data in hand there is from_plain"
        )
    return path.__fspath__()
