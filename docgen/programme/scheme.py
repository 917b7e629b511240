"""What programme.yaml says: issuers, words, elements, the experts' sheet, and which rules hold from when."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field

from docgen.diagnostics import Severity
from docgen.model.award import Title
from docgen.model.values import Day, Flag, Key, Record, Text
from docgen.programme.bureau import Liaison, PaperFormat, Reception
from docgen.programme.dated import Dated
from docgen.programme.evaluation import Evaluation
from docgen.programme.folders import Folders
from docgen.programme.law import Citation, Law
from docgen.programme.marking import MarkSheet
from docgen.programme.packing import Packing, Sort
from docgen.programme.review import Review


class Issuer(Dated):
    """A bureau that reviews plans and grants titles, under the name that it has in these days."""

    name: Text
    short: Text
    english: Text | None = None
    role: Literal["lead", "joint"]


class Support(Record):
    """A measure of support that an alliance may ask for (方案第六部分)."""

    label: Text
    offers: Text
    cite: Text


class Element(Record):
    """Something that the plan asks of every alliance, in our words: an element (组成要素) or a duty (主要任务)."""

    id: Key
    title: Text
    requires: Text
    cite: Text


class Mechanism(Record):
    """One of the mechanisms of an alliance; ``id`` is its key under ``mechanisms`` in an alliance file."""

    id: Key
    title: Text


class English(Record):
    """What a bilingual certificate says in English: its title, and how the sentence begins that grants it."""

    title: Text
    body: Text


class Certificate(Record):
    """The wording of a sort of certificate; ``{alliance}`` and the like in it are filled in per copy.

    ``document`` is the kind of document that it is printed as, ``list_document`` the one that lists a whole issue.
    """

    document: Key
    list_document: Key
    name: Text
    title: Text
    body: Text
    number: Text
    validity_years: int = Field(ge=1)
    english: English | None = None

    @property
    def units(self) -> str:
        """What the units that hold it are called: what the title says beyond the name of the alliance."""
        return self.title.format(alliance="")


class Assessment(Record):
    """The cycle of assessment and, in years of running, when the title of a demonstration unit can be granted.

    ``sheet`` is how an alliance is marked.
    """

    cycle_years: int = Field(ge=1)
    demonstration_from_years: int = Field(ge=0)
    demonstration_to_years: int = Field(ge=0)
    cite: Text
    sheet: MarkSheet | None = None


class Copies(Record):
    """How many copies the lead bureau wants, and how many of them are originals (正本), where it tells them apart."""

    work_plan: int = Field(ge=1)
    agreement: int = Field(ge=1)
    originals: int | None = Field(default=None, ge=1)


class Requirement(Record):
    """A fact that a final paper needs: its path in an alliance file (``[]`` for every item) and its name."""

    path: Text
    name: Text
    english: Text


class Step(Record):
    """A step in the life of an alliance, and where its file says that it was taken (paths as in ``status``).

    ``done`` leads to its days; with ``of`` it is taken for each entry there, and ``done``, ``when`` and ``due`` count
    from the entry. ``when`` is what calls for it, ``after`` the steps before it. ``due`` leads to the day by which;
    ``years`` (a number, or the name of one under ``assessment``) after the step before it the step is due, ``opens``
    so many years after it the step may be taken. One that recurs (``every``) is due again so long after it was taken;
    one that recurs for an entry is due so many ``months`` after the day at ``since`` in it, and after each time that it
    was taken, until a day at ``until`` has come.
    ``by_every_issuer``: only when each bureau has an entry. ``needs`` are facts of the file without which the step
    cannot be taken, ``papers`` the kinds of document for it.
    """

    id: Key
    title: Text
    english: Text
    cite: Text
    of: Text | None = None
    when: Text | None = None
    done: Text
    after: tuple[Key, ...] = ()
    due: Text | None = None
    years: Text | None = None
    opens: Text | None = None
    every: Flag = False
    months: int | None = Field(default=None, ge=1)
    since: Text | None = None
    until: tuple[Text, ...] = ()
    by_every_issuer: Flag = False
    needs: tuple[Requirement, ...] = ()
    papers: tuple[Key, ...] = ()

    @property
    def path(self) -> str:
        """The path to its days from the top of the file."""
        return f"{self.of}.{self.done}" if self.of else self.done


class Setting(Dated):
    """How a rule holds in these days: how bad a breach is, the value that it compares with, what it stands on."""

    severity: Severity
    value: str | tuple[Text, ...] | dict[Key, tuple[Text, ...]] | None = None
    cite: tuple[Text, ...] = ()


class Scheme(Record):
    """The content of programme.yaml.

    ``extends`` is the programme from which it takes all that it does not say itself, except what names the city
    (``OWN``); ``removes_files`` are the files and folders that it does not take. A ``fictional`` programme is there to
    show how; it is never the one that is meant where none is named.
    """

    id: Key
    extends: Key | None = None
    removes_files: tuple[Text, ...] = ()
    title: Text
    english: Text
    city: Text
    fictional: Flag = False
    title_words: tuple[Text, ...] = ()
    in_force: Day
    cite: Text
    issuers: tuple[Issuer, ...]
    industries: tuple[Text, ...]
    support: dict[Key, Support]
    vocabulary: dict[Text, dict[Key, Text]]
    elements: tuple[Element, ...]
    duties: tuple[Element, ...]
    mechanisms: tuple[Mechanism, ...]
    evaluation: Evaluation
    review: Review = Review()
    packet: dict[Sort, Packing] = Field(default_factory=dict)
    certificates: dict[Title, Certificate]
    assessment: Assessment
    liaison: Liaison | None = None
    reception: Reception | None = None
    paper_formats: tuple[PaperFormat, ...] = ()
    life: tuple[Step, ...] = ()
    copies: Copies
    required: tuple[Requirement, ...]
    rules: dict[Key, tuple[Setting, ...]]

    def issuers_on(self, on: date) -> tuple[Issuer, ...]:
        """Return the bureaus under the names that they have on a day, in the order in which they are printed."""
        return tuple(issuer for issuer in self.issuers if issuer.holds(on))

    def paper_format(self, on: date) -> PaperFormat | None:
        """Return the standard of official papers in force on a day, if the programme names one."""
        return next((form for form in self.paper_formats if form.holds(on)), None)

    def word(self, field: str, value: str) -> str:
        """Return the Chinese word for a value; ``field`` is its path in an alliance file, such as ``members.kind``."""
        return self.vocabulary[field][value]

    def setting(self, code: str, *, on: date) -> Setting | None:
        """Return how a rule holds on a day, or ``None`` where it is not in force."""
        return next((setting for setting in self.rules.get(code, ()) if setting.holds(on)), None)


OWN = ("id", "extends", "removes_files", "fictional", "title", "english", "city", "in_force", "cite", "issuers")
"""The keys of programme.yaml that are never taken from the programme that it extends."""


class Programme(Scheme):
    """A programme as loaded: its scheme, its law, and the folders in which its files stand.

    ``translations`` (its english.yaml) are the English of the words that its papers print, by those words.
    """

    folders: Folders
    law: Law
    translations: dict[Text, Text] = Field(default_factory=dict)

    @property
    def root(self) -> Path:
        """The programme's own folder."""
        return self.folders.root

    def basis(self, setting: Setting, *, on: date) -> tuple[Citation, ...]:
        """Return what a rule stands on, each in force on the day."""
        return tuple(self.law.cite(citation_id, on=on) for citation_id in setting.cite)
