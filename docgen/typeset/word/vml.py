"""VML, the older drawing language: pictures, boxes and watermarks inside ``w:pict`` and ``w:object``."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from docgen.diagnostics import Wording
from docgen.typeset.tree import Inline
from docgen.typeset.word.source import StoryReader

_VML = Wording("旧式图形（VML）", "old-style drawing (VML)")
_LEFT_OUT = Wording("没有排入", "it was left out")


def read_pict(story: StoryReader, element: Element) -> Iterator[Inline]:
    """Yield what a ``w:pict`` shows."""
    if len(element):
        story.source.warnings.add(_VML, _LEFT_OUT)
    yield from ()
