import io
import zipfile
from types import SimpleNamespace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from docgen.errors import ConversionError
from docgen.typeset.word import package, read


def test_a_file_that_is_no_zip_is_refused_with_what_to_do() -> None:
    with pytest.raises(ConversionError) as caught:
        read(b"\xd0\xcf\x11\xe0 an old .doc, or one with a password")
    assert "docx" in caught.value.message.zh
    assert caught.value.hint is not None
    assert "另存" in caught.value.hint.zh


def test_a_zip_without_a_document_is_refused(word: SimpleNamespace) -> None:
    with pytest.raises(ConversionError):
        read(word.packed({"hello.txt": "no Word file"}))


def test_a_bomb_is_not_unpacked(word: SimpleNamespace) -> None:
    bomb = word.packed({"word/document.xml": "0" * (package.MAX_RATIO * 100_000)})
    with pytest.raises(ConversionError, match="zip bomb"):
        read(bomb)


def test_a_zip_of_countless_parts_is_refused(monkeypatch: pytest.MonkeyPatch, word: SimpleNamespace) -> None:
    monkeypatch.setattr(package, "MAX_PARTS", 2)
    with pytest.raises(ConversionError):
        read(word.docx(""))


def test_broken_xml_is_named(word: SimpleNamespace) -> None:
    broken = word.docx("<w:p><w:r></w:p>")
    with pytest.raises(ConversionError, match=r"word/document\.xml"):
        read(broken)


def test_a_document_type_with_its_entities_is_refused(word: SimpleNamespace) -> None:
    files = dict(_members(word.docx(word.paragraph("X"))))
    text = files["word/document.xml"].decode()
    laughs = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    files["word/document.xml"] = (laughs + text.replace(">X<", ">&a;&b;X<")).encode()
    with pytest.raises(ConversionError):
        read(word.packed(files))


def test_nesting_without_end_is_refused(word: SimpleNamespace) -> None:
    body = word.paragraph("底")
    for _ in range(200):
        body = word.table(word.row(word.cell(body + word.paragraph())), grid=(3000,))
    with pytest.raises(ConversionError):
        read(word.docx(body))


def test_strict_documents_read_like_transitional_ones(word: SimpleNamespace) -> None:
    files = dict(_members(word.docx(word.paragraph("严格"))))
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in files.items()
    }
    assert "严格" in str(read(word.packed(strict)))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=8))
@example(at=1770, rubbish=b"\x00\t")  # the directory pointed before the file's first byte
def test_a_damaged_file_is_refused_or_read_but_never_a_crash(word: SimpleNamespace, at: int, rubbish: bytes) -> None:
    whole = word.docx(word.paragraph("正文") + word.table(word.row(word.cell("甲"), word.cell("乙"))))
    at %= len(whole)
    try:
        read(whole[:at] + rubbish + whole[at + len(rubbish) :])
    except ConversionError as error:
        assert error.hint is not None


def _members(data: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]
