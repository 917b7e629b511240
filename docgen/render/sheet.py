"""What one document gathers while it is rendered: its pictures, and the numbers that must not repeat in it."""

from collections.abc import Set
from itertools import count
from typing import Final

from docgen.render.guests import Guests
from docgen.render.image import Image, drawing
from docgen.render.limits import Effort
from docgen.render.values import as_plain

_RELATIONSHIP = (
    '<Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships" Id="{id}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{target}/>'
)
_PICTURE = 'image" Target="/word/media/{file}"'
_LINK = 'hyperlink" Target="{url}" TargetMode="External"'
NO_RELATIONSHIPS: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


_MOST_REMEMBERED: Final = 4_096  # from one document to the next; texts that print at most USUAL bytes


class MissingValueError(ValueError):
    """A value is ``None`` where a document would print it."""


class Printed:
    """What texts printed so far, so that one that comes again is not looked through and encoded again.

    ``texts`` in runs, where a line break is Word's; ``plains`` in all other places. One lives as long as its template,
    and forgets between documents what has become too much.
    """

    def __init__(self) -> None:
        self.texts: dict[str, bytes] = {}
        self.plains: dict[str, bytes] = {}

    def kept_small(self) -> "Printed":
        """Return this, or a new one if this has become large; documents being printed keep the old."""
        return self if len(self.texts) + len(self.plains) <= _MOST_REMEMBERED else Printed()


class Sheet:
    """One document in the making.

    ``raw`` names the parts that got XML out of a value, each with the line of the tag that printed it first; ``lists``
    are the lists begun anew, as pairs of the list's ``numId level`` and its new id. ``used`` are the template's ids;
    ``stem`` begins the names of new relationships and pictures, and none of the template's; ``printed`` is what
    documents before this one printed; ``effort`` is what this one has asked for.
    """

    def __init__(self, *, blank: str | None, used: Set[int], last_list: int, stem: str, printed: Printed) -> None:
        self.texts, self.plains = printed.texts, printed.plains
        self.guests: Guests  # of the template, which knows what is there already
        self.effort = Effort()
        self.raw: dict[str, int] = {}
        self.media: dict[str, bytes] = {}
        self.lists: list[tuple[str, int]] = []
        self._blank, self._used, self._last_list, self._stem = blank, used, last_list, stem
        self._last_id = 0
        self._files: dict[bytes, str] = {}
        self._relationships: dict[str, dict[str, str]] = {}
        self._bookmarks: dict[str, str] = {}
        self._names: dict[str, int] = {}
        self._given: set[str] = set()
        self._current: dict[str, str] = {}

    def nothing(self) -> str:
        """Return what stands for ``None``; raises MissingValueError when the caller named nothing."""
        if self._blank is None:
            raise MissingValueError
        return self._blank

    def fresh_id(self) -> int:
        """Return an id that no drawing or bookmark of the template or of this document has."""
        self._last_id += 1
        while self._last_id in self._used:
            self._last_id += 1
        return self._last_id

    def drawing(self, _written: str) -> str:
        """Return a fresh id for a drawing."""
        return str(self.fresh_id())

    def bookmark(self, written: str) -> str:
        """Return a fresh id for the bookmark that the template numbers ``written``."""
        number = self._bookmarks[written] = str(self.fresh_id())
        return number

    def bookmark_end(self, written: str) -> str:
        """Return the id that the bookmark numbered ``written`` was given last."""
        return self._bookmarks.get(written, written)

    def bookmark_name(self, name: str) -> str:
        """Return the name itself at first, then ``name_2``, ``name_3`` and so on: one that was not given yet."""
        numbers = count(self._names.get(name, 0) + 1)
        number, given = next(
            (number, said)
            for number in numbers
            if (said := name if number == 1 else f"{name}_{number}") not in self._given
        )
        self._names[name] = number
        self._given.add(given)
        return given

    def new_list(self, written: str) -> str:
        """Begin the list ``written`` ("numId level") anew and return its new id."""
        number = self._last_list + len(self.lists) + 1
        self.lists.append((written, number))
        self._current[written.partition(" ")[0]] = str(number)
        return str(number)

    def list_id(self, written: str) -> str:
        """Return the id that stands now for the template's list ``written`` (its numId)."""
        return self._current.get(written, written)

    def draw(self, image: Image, part: str) -> str:
        """Return the picture as a child of a run of ``part``, and keep its bytes and its relationship."""
        return drawing(
            image,
            number=self.fresh_id(),
            relationship=self.pictured(part, image.content, image.extension),
            link=self.linked(part, image.link) if image.link else None,
            description=as_plain(image.description),
        )

    def pictured(self, part: str, content: bytes, extension: str) -> str:
        """Keep the bytes of a picture, and return the id of the part's relationship to it."""
        file = self._files.get(content)
        if file is None:
            file = self._files[content] = f"{self._stem}{len(self._files) + 1}.{extension}"
            self.media[f"word/media/{file}"] = content
        return self._relate(part, _PICTURE.format(file=file))

    def linked(self, part: str, url: str) -> str:
        """Return the id of the part's relationship to an address."""
        return self._relate(part, _LINK.format(url=as_plain(url)))

    def _relate(self, part: str, target: str) -> str:
        """Return the id of the part's relationship to ``target``: the end of its type, and its other attributes."""
        known = self._relationships.setdefault(part, {})
        return known.setdefault(target, f"{self._stem}{len(known) + 1}")

    def parts_with_pictures(self) -> list[str]:
        """Return the names of the parts that drew a picture, in their order."""
        return list(self._relationships)

    def related(self, part: str, relationships: bytes | None) -> str:
        """Return the relationships of ``part`` (XML, if it had any) with those of its pictures added."""
        known = self._relationships.get(part, {})
        added = "".join(_RELATIONSHIP.format(id=id_, target=target) for target, id_ in known.items())
        whole = relationships.decode() if relationships and b"</" in relationships else NO_RELATIONSHIPS
        head, _, ending = whole.rpartition("</")
        return f"{head}{added}</{ending}"
