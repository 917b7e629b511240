"""The blank of a draft: what is not filled in yet prints as ruled space and counts as nothing."""

from collections.abc import Iterator
from typing import Any


class Blank(str):
    """A value that is missing: prints as a ruled line, is false, holds nothing, and its parts are blank too."""

    __slots__ = ()

    def __new__(cls) -> "Blank":
        """Return the blank: six full-width low lines."""
        return super().__new__(cls, "\uff3f" * 6)

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __getattr__(self, name: str) -> "Blank":
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key: Any) -> Any:
        return self


def blanked(value: Any) -> Any:
    """Return the value with every ``None`` in it, however deep, replaced by a blank."""
    if value is None:
        return Blank()
    if isinstance(value, dict):
        return {key: blanked(part) for key, part in value.items()}
    if isinstance(value, list):
        return [blanked(part) for part in value]
    return value
