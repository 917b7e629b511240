"""What Word wants once in a document although a loop repeats it: ids of drawings and bookmarks, bookmark names."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from docgen.render.tags import START, Kind, Position, Tag, Tags

_PARAGRAPH_ID = re.compile(r'\sw14:(?:paraId|textId)="[^"]*"')
_ID = re.compile(r'(\sid=")(\d+)(")')
_BOOKMARK_ID = re.compile(r'(\sw:id=")(\d+)(")')
_BOOKMARK_NAME = re.compile(r'(\sw:name=")([^"]*)(")')
USED_ID: Final = re.compile(rb'<(?:wp:docPr|w:bookmarkStart)\s[^<>]*?\b(?:w:)?id="(\d+)"')


class Repeats:
    """Makes the elements of a loop's body fit to be repeated."""

    def __init__(self, tags: Tags) -> None:
        self._tags = tags
        self._in_control = False

    def distinct(self, written: str, name: str, around: Tag) -> str:
        """Return an element's tag inside a loop: what must differ each time is a mark; ``around`` lends it a place."""
        if name == "w:sdtPr":
            self._in_control = not written.startswith("</")
        if name == "w:p":
            return _PARAGRAPH_ID.sub("", written)
        if name == "w:id" and self._in_control:
            return ""
        for pattern, position in _DISTINCT.get(name, ()):
            written = pattern.sub(self._marker(position, around), written)
        return written

    def _marker(self, position: Position, around: Tag) -> Callable[[re.Match[str]], str]:
        def mark(match: re.Match[str]) -> str:
            if START in match[2]:
                return match.group()
            tag = replace(around, kind=Kind.PRINT, scope="", code=repr(match[2]), position=position)
            return match[1] + self._tags.add(tag) + match[3]

        return mark


_DISTINCT = {
    "wp:docPr": ((_ID, Position.DRAWING),),
    "w:bookmarkStart": ((_BOOKMARK_ID, Position.BOOKMARK), (_BOOKMARK_NAME, Position.BOOKMARK_NAME)),
    "w:bookmarkEnd": ((_BOOKMARK_ID, Position.BOOKMARK_END),),
}
