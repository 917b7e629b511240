"""The day of a document stands in its properties, in whatever form the template's own properties are written."""

from datetime import date

import pytest
from lxml import etree

from docgen.render.properties import CORE, dated

TERMS = "http://purl.org/dc/terms/"
TYPE = "http://www.w3.org/2001/XMLSchema-instance"
USUAL = (
    f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dcterms="{TERMS}" xmlns:xsi="{TYPE}">'
    '<dcterms:created xsi:type="dcterms:W3CDTF">1999-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">1999-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
)


@pytest.mark.parametrize(
    "written",
    [
        USUAL,
        USUAL.replace("dcterms:", "d:").replace("xmlns:dcterms", "xmlns:d").replace('"d:W3CDTF"', '"dcterms:W3CDTF"'),
        USUAL.replace("modified", "other"),
        f'<cp:coreProperties xmlns:cp="{CORE}"/>',
    ],
    ids=["as Word writes them", "other prefixes", "one missing", "none"],
)
def test_properties_have_the_day_however_they_are_written(written) -> None:
    root = etree.fromstring(dated(written.encode(), date(2008, 7, 1)))
    found = [root.find(f"{{{TERMS}}}{name}") for name in ("created", "modified")]
    assert [(each.text, each.get(f"{{{TYPE}}}type")) for each in found] == [
        ("2008-07-01T00:00:00Z", "dcterms:W3CDTF")
    ] * 2
