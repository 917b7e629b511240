"""Facts that hold from one day to another."""

from datetime import date

from docgen.model.values import Day, Record


class Dated(Record):
    """A fact with its first day in force and, if it has ended, its first day no longer in force."""

    since: Day
    until: Day | None = None

    def holds(self, on: date) -> bool:
        """Return whether the fact is in force on a day."""
        return self.since <= on and (self.until is None or on < self.until)

    def spans(self, other: "Dated") -> bool:
        """Return whether the fact is in force all the while that the other is."""
        if self.until is None:
            return self.since <= other.since
        return self.since <= other.since and other.until is not None and other.until <= self.until
