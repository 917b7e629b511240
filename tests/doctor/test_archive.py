import io
import zipfile

import pytest

from docgen.doctor import examine


def codes(blob: bytes) -> set[str]:
    return {symptom.code for symptom in examine(blob, "a.docx")}


@pytest.mark.parametrize("blob", [b"", b"%PDF-1.7", b"PK\x03\x04 and no more"], ids=["nothing", "a PDF", "a torn zip"])
def test_what_is_no_zip_is_no_word_file(blob):
    assert codes(blob) == {"DOC-01"}


def test_a_member_that_was_not_copied_whole_is_found(members, pack):
    blob = pack(members)
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        entry = archive.getinfo("word/styles.xml")
    middle = entry.header_offset + 30 + len(entry.filename) + entry.compress_size // 2
    assert "DOC-05" in codes(blob[:middle] + bytes([blob[middle] ^ 0xFF]) + blob[middle + 1 :])


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_found(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in (*members.items(), ("word/styles.xml", b"<other/>")):
            archive.writestr(name, content)
    assert "DOC-04" in codes(buffer.getvalue())


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "word/../../evil.png"])
def test_a_name_that_leads_out_of_the_package_is_found(members, pack, name):
    assert "DOC-03" in codes(pack(members | {name: b"<x/>"}))


def test_a_bomb_is_not_unpacked(members, pack):
    assert codes(pack(members | {"word/media/bomb.bmp": bytes(64 << 20)})) == {"DOC-02"}
