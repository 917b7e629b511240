"""The account that a document carries of itself: each paragraph in stretches of wording, values and references."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

Kind = Literal["wording", "value", "computed", "reference"]
"""Words of ours; a value of the file; what was worked out from values; the number of another paragraph."""

NAMESPACE: Final = "urn:alliance-docgen:record:1"
_TAGS: Final[dict[Kind, str]] = {"wording": "w", "value": "v", "computed": "c", "reference": "r"}
_KINDS: Final = {tag: kind for kind, tag in _TAGS.items()}


@dataclass(frozen=True)
class Stretch:
    """A stretch of a paragraph; ``of`` is the dotted path of a value, or the bookmark that a reference names."""

    text: str
    kind: Kind = "wording"
    of: str = ""


@dataclass(frozen=True)
class Passage:
    """A paragraph: its bookmark, what it belongs to (``place`` is an id, ``heading`` for people), what it says.

    ``row`` numbers the rows of tables through the document; 0 is outside any table.
    """

    mark: str
    place: str
    heading: str
    row: int
    stretches: tuple[Stretch, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(stretch.text for stretch in self.stretches)


@dataclass(frozen=True)
class Record:
    """The account of a document; ``version`` is the one printed in it, if any."""

    version: str
    passages: tuple[Passage, ...]

    def xml(self) -> bytes:
        """Return the record as an XML document."""
        root = etree.Element(_name("record"), {"version": self.version}, nsmap={None: NAMESPACE})
        for passage in self.passages:
            about = {"mark": passage.mark, "place": passage.place, "heading": passage.heading, "row": str(passage.row)}
            element = etree.SubElement(root, _name("p"), {key: value for key, value in about.items() if value != "0"})
            for stretch in passage.stretches:
                part = etree.SubElement(element, _name(_TAGS[stretch.kind]), {"of": stretch.of} if stretch.of else {})
                part.text = stretch.text
        written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return written

    @classmethod
    def read(cls, root: etree._Element) -> "Record":
        """Return the record that an XML document holds."""
        return cls(root.get("version", ""), tuple(_passage(element) for element in root.iter(_name("p"))))


def _passage(element: etree._Element) -> Passage:
    return Passage(
        element.get("mark", ""),
        element.get("place", ""),
        element.get("heading", ""),
        int(element.get("row", "0")),
        tuple(_stretches(element)),
    )


def _stretches(element: etree._Element) -> Iterator[Stretch]:
    for part in element.iterchildren(etree.Element):
        kind = _KINDS.get(etree.QName(part).localname)
        if kind:
            yield Stretch(part.text or "", kind, part.get("of", ""))


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
