"""The account of an agreement: of each paragraph which words are standing wording and which are values of the file.

The render ledger knows which value of the context was printed where; here that becomes the value's place in the file.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, Final

from docgen.clauses.pieces import Piece
from docgen.render import Entry, Ledger
from docgen.revision import Line, Passage, Record, Stretch, carry, lines
from docgen.revision.carrier import body_of
from docgen.source.tree import Path

_BODY: Final = "word/document.xml"
_MARK: Final = "_dg"
_PIECES: Final = {"text": "pieces", "title": "heading", "preamble": "opening"}
_NO_PLACE: Final = ("", "")

Values = Mapping[str, Any]


def traced(docx: bytes, ledger: Ledger, values: Values, file: Values) -> bytes:
    """Return a document that carries the account of itself; nothing in it looks different."""
    record = trace(docx, ledger, values, file)
    return carry(docx, record, {passage.mark: int(passage.mark.removeprefix(_MARK)) for passage in record.passages})


def trace(docx: bytes, ledger: Ledger, values: Values, file: Values) -> Record:
    """Return the account of a document that was rendered with these values; ``file`` are the alliance's own."""
    entries: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in ledger.entries:
        if entry.part == _BODY:
            entries[entry.paragraph].append(entry)
    tracer = _Tracer(values, file)
    found = (tracer.passage(line, entries[line.number]) for line in lines(body_of(docx, "the document")))
    return Record(str(values["text"]["version"]), tuple(passage for passage in found if passage))


class _Tracer:
    """Reads the paragraphs of one document in order, and keeps in which annex they stand."""

    def __init__(self, values: Values, file: Values) -> None:
        self._values, self._file = values, file
        self._annex = _NO_PLACE

    def passage(self, line: Line, entries: list[Entry]) -> Passage | None:
        """Return the account of a paragraph, nothing for one that is blank and stands in no table."""
        place, heading = self._place([entry.path for entry in entries])
        if not line.text.strip() and not line.row:
            return None
        stretches = tuple(_merged(self._stretches(line, entries)))
        return Passage(f"{_MARK}{line.number}", place, heading, line.row, stretches)

    def _place(self, paths: list[Path]) -> tuple[str, str]:
        for path in paths:
            match path:
                case ("text", "chapters", int(chapter), "articles", int(number), *_):
                    article = self._values["text"]["chapters"][chapter]["articles"][number]
                    return article["id"], f"{article['label']}　{article['title']}"
                case ("text", "chapters", int(chapter), *_):
                    named = self._values["text"]["chapters"][chapter]
                    return f"chapter-{chapter + 1}", f"{named['label']}　{named['title']}"
                case ("text", "annexes", int(number), "title"):
                    annex = self._values["text"]["annexes"][number]
                    self._annex = annex["id"], f"{annex['label']}　{annex['title']}"
                case ("text", ("recitals" | "preamble") as name, *_):
                    return name, {"recitals": "鉴于", "preamble": "首部"}[name]
        return self._annex

    def _stretches(self, line: Line, entries: list[Entry]) -> Iterator[Stretch]:
        """Yield the stretches of a line: what the ledger knows of, references, and the template's own words."""
        said, done = line.text, 0
        parts = [(entry.start, part) for entry in entries for part in self._parts(entry)]
        starts: list[tuple[int, Stretch]] = []
        for start, (offset, part) in parts:
            if said.startswith(part.text, start + offset):
                starts.append((start + offset, part))
        starts += [(start, Stretch(bit.text, "reference", bit.reference)) for start, bit in _references(line)]
        for start, part in sorted(starts, key=lambda found: (found[0], found[1].kind != "reference")):
            if start < done or not part.text:
                continue
            yield Stretch(said[done:start])
            yield part
            done = start + len(part.text)
        yield Stretch(said[done:])

    def _parts(self, entry: Entry) -> Iterator[tuple[int, Stretch]]:
        """Yield the stretches of one entry, each with its offset in it."""
        said = entry.text.replace("\r\n", "\n").replace("\r", "\n")
        if _is_of_file(entry.path):
            yield 0, self._value(said, entry.path)
            return
        owner = _at(self._values, entry.path[:-1])
        if _is_piece(owner):
            yield 0, _of_piece(Piece(**owner))
            return
        pieces = owner.get(_PIECES.get(str(entry.path[-1]), "")) if isinstance(owner, dict) else None
        offset = 0
        for piece in (Piece(**piece) for piece in pieces or ({"text": said},)):
            yield offset, _of_piece(piece)
            offset += len(piece.text)

    def _value(self, said: str, path: Path) -> Stretch:
        place = _in_file(self._file, self._own(path))
        return Stretch(said, "value", ".".join(map(str, place))) if place else Stretch(said, "computed")

    def _own(self, path: Path) -> Path:
        """Return where the file has what the context has at ``path``."""
        match path:
            case ("text", "sheets", int(number), *within):
                return self._of_sheet(number, tuple(within))
            case ("text", "results", int(number), "task", *within):
                return ("tasks", self._values["text"]["results"][number]["number"] - 1, *within)
            case ("money", "sources", int(number), "name"):
                return ("investment", "sources", number, "source")
            case ("money", "sources", int(number), "amounts", int(place)):
                return ("investment", "sources", number, "amounts", self._values["money"]["years"][place])
            case ("money", "sources", *rest):
                return ("investment", "sources", *rest)
        return path

    def _of_sheet(self, number: int, path: Path) -> Path:
        match path:
            case ("member", *rest):
                return ("members", number, *rest)
            case ("leads" | "joins" as key, int(place), *rest):
                task = self._values["text"]["sheets"][number][key][place]["id"]
                return ("tasks", [task["id"] for task in self._file["tasks"]].index(task), *rest)
            case ("money", int(year)):
                return self._amount(self._file["members"][number]["id"], year)
        return ()

    def _amount(self, member: str, year: int) -> Path:
        """Return where the file has what a member pays in a year, if it does in one place."""
        sources = enumerate(self._file["investment"]["sources"])
        places = [place for place, source in sources if source["source"] == member and year in source["amounts"]]
        return ("investment", "sources", places[0], "amounts", year) if len(places) == 1 else ()


def _is_of_file(path: Path) -> bool:
    """Return whether a template took a value of the file here, and no wording of the library."""
    match path:
        case ("text", "sheets", *within):
            return "pieces" not in within
        case ("text", "results", _, "task", *_):
            return True
    return path[0] != "text"


def _of_piece(piece: Piece) -> Stretch:
    if piece.anchor:
        return Stretch(piece.text, "reference", piece.anchor)
    return Stretch(piece.text, "value", ".".join(map(str, piece.source))) if piece.source else Stretch(piece.text)


def _is_piece(value: Any) -> bool:
    """Return whether a template saw a piece of a wording here, which it sees as a dictionary."""
    return isinstance(value, dict) and value.keys() == set(Piece._fields)


def _in_file(file: Any, path: Path) -> Path:
    """Return the path as far as the file has values; where a reference stands, the path to it; nothing if unknown."""
    here: Any = file
    for number, step in enumerate(path):
        if isinstance(here, str):
            return path[:number]
        try:
            here = here[step]
        except (LookupError, TypeError):
            return ()
    return path


def _at(values: Any, path: Path) -> Any:
    for step in path:
        values = values[step]
    return values


def _references(line: Line) -> Iterator[tuple[int, Any]]:
    start = 0
    for bit in line.bits:
        if bit.reference:
            yield start, bit
        start += len(bit.text)


def _merged(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Yield the stretches, wording next to wording as one, without those that say nothing but may be filled in."""
    last: Stretch | None = None
    for stretch in stretches:
        if not stretch.text and stretch.kind == "wording":
            continue
        if last and last.kind == stretch.kind == "wording":
            last = Stretch(last.text + stretch.text)
            continue
        if last:
            yield last
        last = stretch
    if last:
        yield last
