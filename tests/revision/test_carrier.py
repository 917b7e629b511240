import io
import zipfile

import docx
import pytest

from docgen import doctor
from docgen.errors import TemplateError
from docgen.revision import Passage, Record, Stretch, body_of, carry, lines, recover

RECORD = Record(
    "V", (Passage("_dg1", "a", "第一条", 0, (Stretch("甲", "value", "x"),)), Passage("_dg3", "", "", 1, ()))
)


@pytest.fixture
def carried(word):
    return carry(word("甲", "乙", rows=(("", "丁"),)), RECORD, {"_dg1": 1, "_dg3": 3})


def test_a_document_carries_its_record_and_says_the_same(word, carried):
    assert recover(carried, "a.docx") == RECORD
    assert [line.text for line in lines(body_of(carried, "a.docx"))] == ["甲", "乙", "", "丁"]
    assert doctor.examine(carried, "a.docx") == []
    assert recover(word("甲"), "a.docx") is None


def test_the_bookmarks_stand_on_their_paragraphs(carried):
    assert [line.marks for line in lines(body_of(carried, "a.docx"))] == [("_dg1",), (), ("_dg3",), ()]


def test_a_record_put_in_again_takes_the_place_of_the_old_one(carried):
    again = carry(carried, Record("W", ()), {})
    assert recover(again, "a.docx") == Record("W", ())
    assert doctor.examine(again, "a.docx") == []


def test_the_same_document_gives_the_same_bytes(word):
    assert len({carry(word("甲"), RECORD, {"_dg1": 1}) for _ in range(2)}) == 1


def test_python_docx_keeps_the_record(carried):
    buffer = io.BytesIO()
    docx.Document(io.BytesIO(carried)).save(buffer)
    assert recover(buffer.getvalue(), "a.docx") == RECORD


def test_a_broken_record_is_none(carried):
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(carried)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</record>", b""))
    assert recover(buffer.getvalue(), "a.docx") is None


def test_what_is_no_word_file_is_refused():
    with pytest.raises(TemplateError):
        recover(b"PK", "a.docx")


@pytest.mark.office
def test_libreoffice_keeps_bookmarks_and_record(carried, saved_by_libreoffice):
    (saved,) = saved_by_libreoffice(carried)
    assert recover(saved, "a.docx") == RECORD
    assert [set(line.marks) for line in lines(body_of(saved, "a.docx"))][:3] == [{"_dg1"}, set(), {"_dg3"}]
