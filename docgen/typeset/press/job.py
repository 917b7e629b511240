"""One document on its way into Typst: shared definitions, pictures, bookmarks and warnings."""

import re
from collections.abc import Hashable, Mapping
from functools import lru_cache
from hashlib import blake2s

from docgen.diagnostics import Wording
from docgen.typeset.press.literals import string
from docgen.typeset.press.typecase import Typecase
from docgen.typeset.tree import Approximation

BESIDE = "beside.bin"
"""The file of all pictures, beside the source of every document: Typst keeps each name for ever, and has 65,535."""
_DEFINED = re.compile("(?<![0-9a-z])[a-z][0-9a-f]{12}(?![0-9a-z])")

Definitions = Mapping[str, str]
"""Lines of source by the names that they define, each after those that it uses."""


class Job:
    """Collects what the whole source shares; the same definition is written once, under the same name in every source.

    ``reached`` counts how often what was written hung on something of this document alone, or changed it.
    """

    def __init__(self, bookmarks: frozenset[str], faces: Typecase, styles: frozenset[str] = frozenset()) -> None:
        self.styles = styles  # those to which a field refers
        self.faces = faces
        self.endnotes: list[str] = []  # as they will be set
        self.assets: dict[bytes, str] = {}  # what lies in the file beside, each with the expression that reads it
        self.has_files = False  # that ride along in the PDF
        self.styles_made: dict[tuple[Hashable, ...], str] = {}  # the names of text styles by all that makes them
        self.reached = 0
        self._bookmarks = bookmarks
        self._definitions: dict[str, str] = {}
        self._marked: set[str] = set()
        self._warnings: dict[tuple[Wording, Wording], Approximation] = {}

    def beside(self) -> "Job":
        """Return the job of another document on the same plate, which shares definitions and pictures."""
        other = Job(frozenset(), self.faces)
        other.assets, other._definitions = self.assets, self._definitions
        return other

    def define(self, prefix: str, expression: str, parameters: str = "") -> str:
        """Return the name of a definition, made when it is first asked for; ``parameters`` make it a function."""
        name, line = _definition(prefix, expression, parameters)
        if self._definitions.setdefault(name, line) != line:
            raise AssertionError(f"two definitions of one name: {name}")
        return name

    def adopt(self, definitions: Definitions) -> None:
        """Take over what another job has defined."""
        for name, line in definitions.items():
            self._definitions.setdefault(name, line)

    def used_in(self, source: str) -> Definitions:
        """Return the definitions that ``source`` uses, and those that they use."""
        found: set[str] = set()
        new = {name for name in _DEFINED.findall(source) if name in self._definitions}
        while new:
            found |= new
            new = {name for line in map(self._definitions.__getitem__, new) for name in _DEFINED.findall(line)} - found
        return {name: line for name, line in self._definitions.items() if name in found}

    def definitions(self) -> str:
        """Return all definitions, each after those that it uses."""
        beside = [f"#let beside = read({string(BESIDE)}, encoding: none)"] if self.assets else []
        return "\n".join([*beside, *self._definitions.values()])

    def asset(self, content: bytes) -> str:
        """Return the expression of ``content``, which will lie in the file beside the source."""
        self.reached += 1
        if content not in self.assets:
            self.assets[content] = f"beside.slice({sum(map(len, self.assets))}, count: {len(content)})"
        return self.assets[content]

    def endnote(self, note: str) -> int:
        """Keep a note for the end of the document; return which it is, counted from 1."""
        self.reached += 1
        self.endnotes.append(note)
        return len(self.endnotes)

    def has_bookmark(self, name: str | None) -> bool:
        """Return whether the document has a bookmark ``name``."""
        self.reached += 1
        return name in self._bookmarks

    def first_mark(self, name: str) -> bool:
        """Return whether the bookmark ``name`` has not been set yet; a second of that name would be an error."""
        self.reached += 1
        new = name not in self._marked
        self._marked.add(name)
        return new

    def is_marked(self, name: str) -> bool:
        """Return whether the bookmark ``name`` has been set."""
        return name in self._marked

    def warn(self, what: Wording, where: Wording, how: Wording, *, face: bool = False) -> None:
        """Note that ``what`` came out as ``how`` tells; the same pair is noted once. ``face``: it lacks a face."""
        self.reached += 1
        self._warnings.setdefault((what, how), Approximation(what, where, how, face))

    @property
    def warnings(self) -> tuple[Approximation, ...]:
        """All warnings so far."""
        return tuple(self._warnings.values())


@lru_cache(maxsize=4096)
def _definition(prefix: str, expression: str, parameters: str) -> tuple[str, str]:
    """Return the name of a definition, which follows from what it says, and its line of source."""
    name = prefix + blake2s(f"{parameters} = {expression}".encode(), digest_size=6).hexdigest()
    return name, f"#let {name}{parameters} = {expression}"
