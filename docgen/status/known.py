"""What of a record was known on a day: entries that began later are not there yet."""

from collections.abc import Iterator
from datetime import date
from typing import Any

_PERIOD = {"starts_on", "ends_on"}  # a period may lie before the entry that tells of it


def known(value: Any, on: date) -> Any:
    """Return a plain value without the entries and parts whose days all come after ``on``."""
    if isinstance(value, dict):
        return {key: known(part, on) for key, part in value.items() if not _is_to_come(part, on)}
    if isinstance(value, list):
        return [known(part, on) for part in value if not _is_to_come(part, on)]
    return value


def _is_to_come(value: Any, on: date) -> bool:
    if not isinstance(value, dict):
        return False
    days = list(_days(value))
    events = [day for key, day in days if key not in _PERIOD] or [day for _, day in days]
    return bool(events) and min(events) > on


def _days(value: Any, key: str = "") -> Iterator[tuple[str, date]]:
    if isinstance(value, date):
        yield key, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _days(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from _days(part, key)
