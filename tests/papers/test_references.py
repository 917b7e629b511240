"""The references of an agreement are alive: a REF field to a bookmark, with the number that Word will give."""

import io
import re
import zipfile
from collections import Counter

import pytest
from lxml import etree

from docgen import text
from tests.papers.conftest import Paper, alliance_of, make

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPED = re.compile(r"(?<!》)第[一二三四五六七八九十百]+条|附件[一二三四五六七八九]")


@pytest.fixture(scope="module", params=["led", "biomedicine"])
def body(request) -> etree._Element:
    """The body of an agreement in Word's own terms."""
    return _body(make(alliance_of(request.param), "agreement")[0])


def _body(paper: Paper) -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(paper.docx)).read("word/document.xml"))


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val")


def _numbers(body: etree._Element) -> dict[str, str]:
    """The number that live numbering gives each bookmark's paragraph."""
    labels = {"Article": "第{}条", "AnnexNumber": "附件{}"}
    counts: Counter[str] = Counter()
    found = {}
    for paragraph in body.iter(f"{W}p"):
        style = _style(paragraph)
        counts[style] += 1
        for bookmark in paragraph.iter(f"{W}bookmarkStart"):
            found[bookmark.get(f"{W}name")] = labels[style].format(text.counting(counts[style]))
    return found


def test_each_reference_is_a_field_whose_kept_text_is_the_number_that_word_will_give(body):
    numbers = _numbers(body)
    fields = list(body.iter(f"{W}fldSimple"))
    assert len(fields) > 40
    for field in fields:
        _, name, *switches = field.get(f"{W}instr").split()
        assert switches == ["\\n", "\\h"]
        assert "".join(field.itertext()) == numbers[name]


def test_no_number_of_an_article_or_annex_is_typed(body):
    for paragraph in body.iter(f"{W}p"):
        typed = "".join(
            words.text for words in paragraph.iter(f"{W}t") if next(words.iterancestors(f"{W}fldSimple"), None) is None
        )
        assert _TYPED.findall(typed) == []


def test_every_article_and_annex_has_a_bookmark_of_its_own(body):
    starts = list(body.iter(f"{W}bookmarkStart"))
    assert len({start.get(f"{W}name") for start in starts}) == len({start.get(f"{W}id") for start in starts})
    styles = Counter(_style(paragraph) for paragraph in body.iter(f"{W}p"))
    assert len(starts) == styles["Article"] + styles["AnnexNumber"]
    assert all(len(start.get(f"{W}name")) <= 40 for start in starts)
