"""Block-level content seen through its wrappers: content controls, tracked changes, custom XML."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from docgen.typeset.word.alternate import chosen
from docgen.typeset.word.package import W

_WRAPPERS = frozenset({W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")})
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def flatten(parent: Element) -> Iterator[Element]:
    """Yield the children of ``parent`` as if no wrapper stood around any of them."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from flatten(child)
        elif child.tag == _ALTERNATE:
            yield from flatten(chosen(child))
        else:
            yield child
