"""From the record of an alliance and a day to where it stands: steps behind it, and steps ahead with their days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from docgen.diagnostics import Wording
from docgen.model import Alliance
from docgen.programme import Programme, Step
from docgen.programme.paths import walk
from docgen.status.known import known
from docgen.text import months_after, years_after

Values = dict[str, Any]


@dataclass(frozen=True)
class Event:
    """Something that happened: which step it belongs to, and when."""

    step: str
    title: Wording
    on: date


@dataclass(frozen=True)
class Ahead:
    """A step that can be taken now or will be due: by when, from when on, what is missing, which papers it needs.

    ``late`` is whether its day has passed; ``cite`` the article behind it.
    """

    step: str
    title: Wording
    due: date | None
    opens: date | None
    late: bool
    missing: tuple[Wording, ...]
    papers: tuple[str, ...]
    cite: Wording


@dataclass(frozen=True)
class Standing:
    """Where an alliance stands on a day: the last step reached (``None`` before the first), all behind and ahead."""

    name: str
    on: date
    reached: Event | None
    behind: tuple[Event, ...]
    ahead: tuple[Ahead, ...]


def standing(alliance: Alliance, programme: Programme, on: date) -> Standing:
    """Return where an alliance stands on a day."""
    life = _Life(alliance.plain(), programme, on)
    behind = tuple(event for step in programme.life for event in life.events(step))
    done = [step.id for step in programme.life if life.is_behind(step)]
    reached = next((event for step in reversed(programme.life) if step.id in done for event in life.events(step)), None)
    ahead = [life.ahead(step) for step in programme.life if life.is_ahead(step)]
    ahead.sort(key=lambda step: step.due or step.opens or date.max)
    return Standing(alliance.profile.name, on, reached, tuple(sorted(behind, key=lambda event: event.on)), tuple(ahead))


class _Life:
    """The record of an alliance as it was known on a day."""

    def __init__(self, values: Values, programme: Programme, on: date) -> None:
        self._values, self._programme, self._on = known(values, on), programme, on
        self._steps = {step.id: step for step in programme.life}

    def events(self, step: Step) -> Iterator[Event]:
        """Yield each time that a step was taken, the earliest first."""
        days = self._days(self._values, step.path)
        if step.by_every_issuer:
            days = [max(days)] if days and self._all_agreed(step) else []
        for day in sorted(days):
            yield Event(step.id, Wording(step.title, step.english), day)

    def is_behind(self, step: Step) -> bool:
        """Return whether a step was taken, and nothing of it is open."""
        return any(self.events(step)) and not any(self._open(step))

    def is_ahead(self, step: Step) -> bool:
        """Return whether a step is to be taken next: all before it is done or not called for, and it is not."""
        if not all(self._settled(self._steps[before]) for before in step.after) or self._is_overtaken(step):
            return False
        if step.of:
            return any(self._open(step))
        return (step.every or not self.is_behind(step)) and self._called_for(step)

    def ahead(self, step: Step) -> Ahead:
        """Return a step as it lies ahead."""
        due, opens = self._due(step), self._opens(step)
        cite = self._programme.law.find(step.cite).wording
        title = Wording(step.title, step.english)
        return Ahead(
            step.id, title, due, opens, bool(due and due < self._on), tuple(self._missing(step)), step.papers, cite
        )

    def _settled(self, step: Step) -> bool:
        if step.of:
            return not any(self._open(step))
        return any(self.events(step)) or not self._called_for(step) or self._is_overtaken(step)

    def _is_overtaken(self, step: Step) -> bool:
        """Return whether a step that cannot come before this one was taken: then this one is no longer to come."""
        later = (other for other in self._steps.values() if step.id in other.after)
        return not (step.every or step.of) and any(any(self.events(one)) or self._is_overtaken(one) for one in later)

    def _called_for(self, step: Step) -> bool:
        return step.when is None or any(self._known(value) for value in walk(self._values, step.when))

    def _open(self, step: Step) -> Iterator[Values]:
        """Yield the entries of a step that call for it and are not done."""
        for entry in walk(self._values, step.of) if step.of else ():
            called = step.when is None or any(self._known(value) for value in walk(entry, step.when))
            done = any(self._days(entry, path) for path in (step.until if step.months else (step.done,)))
            if called and not done:
                yield entry

    def _days(self, values: Values, path: str) -> list[date]:
        return [value for value in walk(values, path) if isinstance(value, date) and self._known(value)]

    def _known(self, value: Any) -> bool:
        return not isinstance(value, date) or value <= self._on

    def _all_agreed(self, step: Step) -> bool:
        entries = walk(self._values, step.path.rpartition(".")[0])
        agreed = {entry["agency"] for entry in entries if entry["signed_on"] <= self._on}
        return agreed >= {
            issuer.name for issuer in self._programme.issuers_on(max(self._days(self._values, step.path)))
        }

    def _due(self, step: Step) -> date | None:
        if step.months:
            return min((day for entry in self._open(step) for day in self._again(step, entry)), default=None)
        if step.of and step.due:
            return min((day for entry in self._open(step) for day in walk(entry, step.due)), default=None)
        return self._later(step, step.years) if step.years else None

    def _again(self, step: Step, entry: Values) -> Iterator[date]:
        """Yield the day on which a step is due again for an entry."""
        began = [day for day in walk(entry, step.since or step.done) if isinstance(day, date)]
        last = max([*began, *self._days(entry, step.done)], default=None)
        if last and step.months:
            yield months_after(last, step.months)

    def _opens(self, step: Step) -> date | None:
        return self._later(step, step.opens) if step.opens else None

    def _later(self, step: Step, years: str) -> date | None:
        """Return the day that is so many years after the step was taken last, or else after what comes before it."""
        counted = (
            [step, *(self._steps[before] for before in step.after)]
            if step.every
            else (self._steps[before] for before in step.after)
        )
        last = next((max(days) for days in (self._taken(one) for one in counted) if days), None)
        return years_after(last, _years(years, self._programme)) if last else None

    def _taken(self, step: Step) -> Sequence[date]:
        return [event.on for event in self.events(step)]

    def _missing(self, step: Step) -> Iterator[Wording]:
        """Yield what the record lacks for a step; what a step that recurs had the last time is no longer enough."""
        since = max(self._taken(step), default=date.min) if step.every else date.min
        for need in step.needs:
            found = walk(self._values, need.path)
            if not any(since < value <= self._on if isinstance(value, date) else True for value in found):
                yield Wording(need.name, need.english)


def _years(years: str, programme: Programme) -> int:
    """Return a number of years, which may be the name of one that the programme gives for assessments."""
    return int(years) if years.isdigit() else int(getattr(programme.assessment, years))
