import datetime as dt

import pytest

from docgen.finishing import lay_out
from docgen.shipped import TEMPLATES
from docgen.typeset import Attachment

PAPER = (TEMPLATES / "xiamen-2008" / "house.docx").read_bytes()
DAY = dt.date(2009, 1, 2)


@pytest.mark.parametrize("formats", [["docx"], ["pdf"], ["docx", "pdf"]])
def test_only_the_formats_that_are_wanted_are_made(formats):
    made = lay_out(PAPER, formats, created=DAY)
    assert sorted(made.files) == [f".{form}" for form in formats]
    assert (made.pages > 0) == ("pdf" in formats)


def test_the_account_goes_into_the_word_file_and_what_is_attached_into_the_pdf():
    plain = lay_out(PAPER, ["docx", "pdf"], created=DAY)
    data = (Attachment("values.json", b"{}"),)
    made = lay_out(PAPER, ["docx", "pdf"], created=DAY, trace=lambda docx: docx + b"account", attached=data)
    assert made.files[".docx"] == plain.files[".docx"] + b"account"
    assert b"EmbeddedFile" in made.files[".pdf"]
    assert b"EmbeddedFile" not in plain.files[".pdf"]
