"""The finished agreement: a tree of text in pieces with its numbers, for a template to lay out."""

from dataclasses import dataclass, field
from decimal import Decimal

from docgen.clauses.pieces import Piece, plain
from docgen.model.alliance import Member, Task


@dataclass(frozen=True)
class PointText:
    """An item (项) with its place in its paragraph, and that as printed: （一）.

    ``anchor`` is its bookmark, if anything may refer to it.
    """

    number: int
    label: str
    pieces: tuple[Piece, ...]
    anchor: str | None = None

    @property
    def text(self) -> str:
        """What it says."""
        return plain(self.pieces)


@dataclass(frozen=True)
class ParagraphText:
    """A paragraph (款), which carries no number, and its items."""

    pieces: tuple[Piece, ...]
    points: tuple[PointText, ...] = ()
    conspicuous: bool = False

    @property
    def text(self) -> str:
        """What it says, without its items."""
        return plain(self.pieces)


@dataclass(frozen=True)
class Article:
    """A clause as it stands in the agreement (条), with its bookmark and the citations of law in force behind it.

    ``label`` is its number as printed: 第十二条.
    """

    id: str
    number: int
    label: str
    anchor: str
    heading: tuple[Piece, ...]
    paragraphs: tuple[ParagraphText, ...]
    basis: tuple[str, ...] = ()
    satisfies: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What it is called."""
        return plain(self.heading)


@dataclass(frozen=True)
class Chapter:
    """A chapter (章); ``label`` is its number as printed: 第一章."""

    number: int
    label: str
    title: str
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class Annex:
    """An annex (附件) with its bookmark; ``label`` is its number as printed: 附件一."""

    id: str
    number: int
    label: str
    anchor: str
    title: str


@dataclass(frozen=True)
class Sheet:
    """One party's rights, duties, tasks and money; ``money`` is by year, in the file's unit.

    For the table of all parties ``brief_rights`` and ``brief_duties`` name what it has in few words, ``led`` and
    ``joined`` its tasks by their numbers.
    """

    number: int
    member: Member
    rights: tuple[PointText, ...]
    duties: tuple[PointText, ...]
    brief_rights: tuple[str, ...]
    brief_duties: tuple[str, ...]
    leads: tuple[Task, ...]
    joins: tuple[Task, ...]
    led: tuple[int, ...]
    joined: tuple[int, ...]
    money: dict[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """What is expected of a task, the ``number``-th of the alliance, and who will own it."""

    number: int
    task: Task
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Who will own it."""
        return plain(self.pieces)


@dataclass(frozen=True)
class AgreementText:
    """The whole agreement, in the order of its parts; the signature blocks follow the order of ``sheets``.

    ``results`` are those of the tasks that are expected to yield intellectual property.

    ``version`` is a short digest of all that it says: two papers with the same version say the same.
    """

    recitals: tuple[PointText, ...]
    opening: tuple[Piece, ...]
    chapters: tuple[Chapter, ...]
    annexes: tuple[Annex, ...]
    sheets: tuple[Sheet, ...]
    results: tuple[Result, ...] = ()
    version: str = ""

    @property
    def preamble(self) -> str:
        """The sentence that leads to the clauses."""
        return plain(self.opening)

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles of all chapters, in the order of their numbers."""
        return tuple(article for chapter in self.chapters for article in chapter.articles)

    def article(self, clause_id: str) -> Article:
        """Return the article of a clause; a ``LookupError`` where that clause does not stand."""
        return {article.id: article for article in self.articles}[clause_id]
