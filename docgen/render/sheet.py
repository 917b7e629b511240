"""What one document gathers while it is rendered: its pictures, and the numbers that must not repeat in it."""

from typing import Final

from docgen.render.image import Image, drawing
from docgen.render.values import as_plain

_RELATIONSHIP = (
    '<Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships" Id="{id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    'Target="/word/media/{file}"/>'
)
EMPTY_RELATIONSHIPS: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


class Sheet:
    """One document in the making.

    ``raw`` names the parts that got XML out of a value, each with the line of the tag that printed it first.
    """

    def __init__(self, blank: str | None, last_id: int) -> None:
        self.raw: dict[str, int] = {}
        self.media: dict[str, bytes] = {}
        self._blank = blank
        self._last_id = last_id
        self._files: dict[bytes, str] = {}
        self._relationships: dict[str, dict[str, str]] = {}

    def nothing(self) -> str:
        """Return what stands for ``None``; raises ValueMissing when the caller named nothing."""
        if self._blank is None:
            raise ValueMissing
        return self._blank

    def fresh_id(self) -> int:
        """Return an id that no drawing of the template or of this document has."""
        self._last_id += 1
        return self._last_id

    def draw(self, image: Image, part: str) -> str:
        """Return the picture as a child of a run of ``part``, and keep its bytes and its relationship."""
        file = self._files.get(image.content)
        if file is None:
            file = self._files[image.content] = f"docgen{len(self._files) + 1}.{image.extension}"
            self.media[f"word/media/{file}"] = image.content
        known = self._relationships.setdefault(part, {})
        relationship = known.setdefault(file, f"rIdDocgen{len(known) + 1}")
        return drawing(
            image, number=self.fresh_id(), relationship=relationship, description=as_plain(image.description)
        )

    def parts_with_pictures(self) -> list[str]:
        """Return the names of the parts that drew a picture, in their order."""
        return list(self._relationships)

    def related(self, part: str, relationships: str) -> str:
        """Return the relationships of ``part`` (XML) with those of its pictures added."""
        added = "".join(
            _RELATIONSHIP.format(id=id_, file=file) for file, id_ in self._relationships.get(part, {}).items()
        )
        head, _, ending = relationships.rpartition("</")
        return f"{head}{added}</{ending}"


class ValueMissing(ValueError):
    """A value is ``None`` where a document would print it."""
