"""The sample's attachments are what the project makes of their texts (``make attachments``)."""

import io

import pypdf
import pytest

from docgen import pipeline, typeset
from docgen.shipped import SAMPLES

FOLDER = SAMPLES / "xiamen-2008/rounds/2008-2/attachments"
TEXTS = sorted((FOLDER / "source").glob("*.yaml"))


def words(pdf):
    return [page.extract_text() for page in pypdf.PdfReader(pdf).pages]


def test_every_attachment_has_its_text_and_every_text_its_attachment():
    assert [path.stem for path in TEXTS] == sorted(path.stem for path in FOLDER.glob("*.pdf"))


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_an_attachment_is_made_of_its_text_to_the_byte_every_time(text):
    made, again = typeset.typeset([pipeline.render(FOLDER / "source/evidence.docx", text) for _ in range(2)])
    assert made.pdf == again.pdf
    assert words(io.BytesIO(made.pdf)) == words(FOLDER / f"{text.stem}.pdf")
