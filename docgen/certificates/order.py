"""What a clerk orders, and what comes of it."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from docgen.certificates.look import Look
from docgen.certificates.marks import Marks
from docgen.registry import Act, Certificate, Event


@dataclass(frozen=True)
class Order:
    """What a clerk orders: on which day, by whom, why and by which document; in which register; and how it looks.

    ``templates`` is a folder that is searched for programmes before docgen's own; ``marks`` make the certificates
    verifiable.
    """

    on: date
    who: str
    why: str
    basis: str
    register: str
    templates: Path | None = None
    look: Look = field(default_factory=Look)
    marks: Marks | None = None

    def act(self, event: Event) -> Act:
        """Return the act that the register keeps."""
        return Act(event, self.on, self.who, self.why, self.basis)

    def withdraw(self, number: str, successor: str = "") -> None:
        """Tell all who verify certificates that the one with this number is out of force."""
        if self.marks:
            self.marks.withdraw(number, self.on, self.why, successor=successor)


@dataclass(frozen=True)
class Made:
    """What was made: the certificates as they are recorded now, and the files by their names in ``folder``."""

    folder: Path
    certificates: list[Certificate]
    files: list[str]
