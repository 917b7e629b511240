"""One document on its way into Typst: shared definitions, pictures, bookmarks and warnings."""

import hashlib

from docgen.diagnostics import Wording
from docgen.typeset.looks import Line
from docgen.typeset.press.literals import stroke
from docgen.typeset.press.typecase import Typecase
from docgen.typeset.tree import Approximation

_SEVERAL_NAMES = (
    "double triple thinThickSmallGap thickThinSmallGap thinThickThinSmallGap thinThickMediumGap thickThinMediumGap "
    "thinThickThinMediumGap thinThickLargeGap thickThinLargeGap thinThickThinLargeGap wave doubleWave"
)
_SEVERAL = frozenset(_SEVERAL_NAMES.split())
_SEVERAL_LINES = Wording("边框线型“{kind}”", 'border style "{kind}"')
_ONE_LINE = Wording("按同样粗细的单线排", "set as a single line of that width")

Assets = dict[str, bytes]


class Job:
    """Collects what the whole source shares; the same definition is written once."""

    def __init__(self, bookmarks: frozenset[str], faces: Typecase) -> None:
        self.bookmarks = bookmarks
        self.faces = faces
        self.assets: Assets = {}
        self._definitions: dict[tuple[str, str, str], str] = {}
        self._marked: set[str] = set()
        self._warnings: dict[tuple[Wording, Wording], Approximation] = {}

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
        """Return the file name under which ``content`` lies beside the source."""
        name = f"{hashlib.sha256(content).hexdigest()[:16]}.{suffix}"
        self.assets[name] = content
        return name

    def first_mark(self, name: str) -> bool:
        """Return whether the bookmark ``name`` has not been set yet; a second of that name would be an error."""
        new = name not in self._marked
        self._marked.add(name)
        return new

    def is_marked(self, name: str) -> bool:
        """Return whether the bookmark ``name`` has been set."""
        return name in self._marked

    def stroke(self, line: Line | None) -> str:
        """Return the stroke of a border; of several lines side by side one is drawn, and that is noted."""
        if line is not None and line.kind in _SEVERAL:
            self.warn(_SEVERAL_LINES.fill(kind=line.kind), Wording("", ""), _ONE_LINE)
        return stroke(line)

    def warn(self, what: Wording, where: Wording, how: Wording, *, face: bool = False) -> None:
        """Note that ``what`` came out as ``how`` tells; the same pair is noted once. ``face``: it lacks a face."""
        self._warnings.setdefault((what, how), Approximation(what, where, how, face))

    @property
    def warnings(self) -> tuple[Approximation, ...]:
        """All warnings so far."""
        return tuple(self._warnings.values())
