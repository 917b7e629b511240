"""One document on its way into Typst: shared definitions, pictures, bookmarks and warnings."""

from collections.abc import Hashable

from docgen.diagnostics import Wording
from docgen.typeset.press.typecase import Typecase
from docgen.typeset.tree import Approximation

Assets = dict[bytes, str]
"""The name of each file by what is in it."""


class Job:
    """Collects what the whole source shares; the same definition is written once."""

    def __init__(self, bookmarks: frozenset[str], faces: Typecase, styles: frozenset[str] = frozenset()) -> None:
        self.bookmarks = bookmarks
        self.styles = styles  # those to which a field refers
        self.faces = faces
        self.endnotes: list[str] = []  # as they will be set
        self.assets: Assets = {}
        self.has_files = False  # that ride along in the PDF
        self.styles_made: dict[tuple[Hashable, ...], str] = {}  # the names of text styles by all that makes them
        self._definitions: dict[tuple[str, str, str], str] = {}
        self._marked: set[str] = set()
        self._warnings: dict[tuple[Wording, Wording], Approximation] = {}

    def beside(self) -> "Job":
        """Return the job of another document on the same plate, which shares definitions and pictures."""
        other = Job(frozenset(), self.faces)
        other.assets, other._definitions = self.assets, self._definitions
        return other

    def define(self, prefix: str, expression: str, parameters: str = "") -> str:
        """Return the name of a definition, made when it is first asked for; ``parameters`` make it a function."""
        key = (prefix, parameters, expression)
        if key not in self._definitions:
            self._definitions[key] = f"{prefix}{len(self._definitions)}"
        return self._definitions[key]

    def definitions(self) -> str:
        """Return all definitions, each after those that it uses."""
        return "\n".join(
            f"#let {name}{parameters} = {expression}" for (_, parameters, expression), name in self._definitions.items()
        )

    def asset(self, content: bytes, suffix: str) -> str:
        """Return the file name under which ``content`` lies beside the source.

        Every document has the same few: Typst keeps each name for ever, and dies of the 65,536th.
        """
        return self.assets.setdefault(content, f"{len(self.assets)}.{suffix}")

    def first_mark(self, name: str) -> bool:
        """Return whether the bookmark ``name`` has not been set yet; a second of that name would be an error."""
        new = name not in self._marked
        self._marked.add(name)
        return new

    def is_marked(self, name: str) -> bool:
        """Return whether the bookmark ``name`` has been set."""
        return name in self._marked

    def warn(self, what: Wording, where: Wording, how: Wording, *, face: bool = False) -> None:
        """Note that ``what`` came out as ``how`` tells; the same pair is noted once. ``face``: it lacks a face."""
        self._warnings.setdefault((what, how), Approximation(what, where, how, face))

    @property
    def warnings(self) -> tuple[Approximation, ...]:
        """All warnings so far."""
        return tuple(self._warnings.values())
