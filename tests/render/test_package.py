import io
import zipfile

import pytest

from docgen.render import Template
from docgen.render.package import Member, Mould, read_package


def test_what_is_no_zip_is_refused_with_a_word_about_word(word) -> None:
    error = word.refused(Template, b"garbage", name="x.docx")
    assert "不是完好的 Word 文件" in error.message.zh
    assert "另存为" in error.hint.zh


def test_a_template_that_is_not_there_is_refused(word, tmp_path) -> None:
    assert "读不到" in word.refused(Template, tmp_path / "none.docx").message.zh


def test_a_member_that_does_not_match_its_checksum_is_refused(word) -> None:
    whole = bytearray(word.made("x"))
    start = whole.index(b"word/document.xml") + 60
    whole[start] ^= 0xFF
    word.refused(Template, bytes(whole))


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "a/../../b", "word\\x.xml"])
def test_a_path_out_of_the_package_is_refused(word, name) -> None:
    assert "path" in word.refused(Template, word.replaced(word.made("x"), {name: "x"})).message.en


def test_a_zip_bomb_is_refused_before_it_is_unpacked(word) -> None:
    assert "tightly" in word.refused(Template, word.replaced(word.made("x"), {"bomb": b"\0" * (8 << 20)})).message.en
    parts = {f"part{number}": b"" for number in range(5_000)}
    assert "too large" in word.refused(Template, word.replaced(word.made("x"), parts)).message.en


def test_two_members_of_one_name_are_refused(word) -> None:
    buffer = io.BytesIO(word.made("x"))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "x")
    assert "one name" in word.refused(Template, buffer.getvalue()).message.en


def test_a_cast_package_opens_everywhere_and_holds_what_was_put_in() -> None:
    members = [Member.pack("a", b"1" * 99), Member.pack("b", b"2", stored=True), Member.pack("名", b"3")]
    whole = Mould(members, {"b"}).cast([Member.pack("b", b"two"), Member.pack("new", b"n")])
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "a": b"1" * 99,
            "名": b"3",
            "b": b"two",
            "new": b"n",
        }
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_members_without_tags_are_the_same_bytes_as_in_the_template(word) -> None:
    source = word.made("{{ x }}")
    before, _ = read_package(source, "before")
    after, _ = read_package(Template(source).render({"x": 1}), "after")
    packed = {member.name: member.packed for member in after}
    changed = {"word/document.xml", "[Content_Types].xml", "docProps/core.xml"}
    assert {member.name for member in before if packed[member.name] != member.packed} <= changed
    assert {member.name for member in before} == set(packed)
