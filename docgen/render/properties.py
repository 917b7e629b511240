"""The core properties of a document (ECMA-376 part 2, 11): who and when, with no clock and no machine's name."""

import re
from datetime import date
from typing import Final

from lxml import etree

from docgen.render.word import DECLARATION, parse, serialise

CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_TERMS: Final = "{http://purl.org/dc/terms/}"
_USUAL_TERMS: Final = b'xmlns:dcterms="http://purl.org/dc/terms/"'
_MOMENTS: Final = ("created", "modified")
_MOMENT: Final = re.compile(rb'(<dcterms:(?:created|modified) xsi:type="dcterms:W3CDTF">)[^<]*')
_TYPE: Final = "{http://www.w3.org/2001/XMLSchema-instance}type"


def without_traces(root: etree._Element) -> etree._Element:
    """Remove who saved and printed the template last, and return the root."""
    for name in ("lastModifiedBy", "lastPrinted"):
        for element in root.findall(f"{{{CORE}}}{name}"):
            root.remove(element)
    return root


def dated(xml: bytes, created: date) -> bytes:
    """Return the core properties with ``created`` as the day on which the document was made and changed."""
    moment = f"{created.isoformat()[:10]}T00:00:00Z"
    if _USUAL_TERMS in xml:
        usual, found = _MOMENT.subn(rb"\g<1>" + moment.encode(), xml)
        if found == len(_MOMENTS):
            return usual
    root = parse(xml)
    for name in _MOMENTS:
        element = root.find(f"{_TERMS}{name}")
        if element is None:
            element = etree.SubElement(root, f"{_TERMS}{name}", nsmap={"dcterms": _TERMS[1:-1]})
        element.set(_TYPE, "dcterms:W3CDTF")
        element.text = moment
    return (DECLARATION + serialise(root)).encode()
