"""Documents in any number go into a folder or an archive, one at a time."""

import gc
import io
import tracemalloc
import zipfile
from collections.abc import Iterator

import pytest

from docgen.errors import InputError
from docgen.render import Template, to_folder, to_zip
from docgen.render.package import MOST_OFFSET, Member
from docgen.render.streaming import _ending


def documents(template: Template, number: int) -> Iterator[tuple[str, bytes]]:
    for each in range(number):
        yield f"{each // 100}/证书{each}.docx", template.render({"v": f"第{each}号 & <x>"})


def test_a_folder_and_an_archive_hold_the_same_documents(word, tmp_path) -> None:
    template = Template(word.made("{{ v }}"))
    paths = list(to_folder(tmp_path / "all", documents(template, 205)))
    assert to_zip(tmp_path / "all.zip", documents(template, 205)) == 205
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert archive.testzip() is None
        assert [(tmp_path / "all" / name).read_bytes() for name in archive.namelist()] == [
            path.read_bytes() for path in paths
        ]
        assert word.texts(archive.read("2/证书204.docx")) == ["第204号 & <x>"]


@pytest.mark.parametrize("name", ["../a.docx", "/a.docx", "a/../../b.docx", "a\\b.docx", "", "."])
def test_a_name_that_leads_out_is_refused_and_nothing_is_left(tmp_path, name) -> None:
    with pytest.raises(InputError):
        to_zip(tmp_path / "a.zip", [("ok.docx", b"x"), (name, b"y")])
    with pytest.raises(InputError):
        list(to_folder(tmp_path, [(name, b"y")]))
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_comes_twice_is_refused(tmp_path) -> None:
    twice = [("a.docx", b"x"), ("a.docx", b"y")]
    with pytest.raises(InputError):
        to_zip(tmp_path / "a.zip", twice)
    with pytest.raises(InputError):
        list(to_folder(tmp_path, twice))
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"x"]


def test_an_archive_appears_only_when_it_is_whole(tmp_path) -> None:
    def broken() -> Iterator[tuple[str, bytes]]:
        yield "a.docx", b"x"
        raise KeyError

    with pytest.raises(KeyError):
        to_zip(tmp_path / "a.zip", broken())
    assert list(tmp_path.iterdir()) == []


def test_memory_does_not_grow_with_the_documents(word, tmp_path) -> None:
    template = Template(word.made(*(f"{number} {{{{ v }}}}" for number in range(20))))
    to_zip(tmp_path / "first.zip", documents(template, 100))
    tracemalloc.start()
    try:
        to_zip(tmp_path / "few.zip", documents(template, 100))
        _, few = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        to_zip(tmp_path / "many.zip", documents(template, 2_000))
        _, many = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert many - few < 2_000_000


def test_more_members_than_an_old_archive_holds_can_be_read(tmp_path) -> None:
    assert to_zip(tmp_path / "a.zip", ((f"{number}", b"x") for number in range(66_000))) == 66_000
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert len(archive.namelist()) == 66_000
        assert archive.read("65999") == b"x"


def test_a_member_beyond_four_gibibytes_is_found() -> None:
    offset = MOST_OFFSET + 7
    entry = Member.pack("a", b"x", stored=True).central(offset)
    with zipfile.ZipFile(io.BytesIO(entry + _ending(1, len(entry), 0))) as archive:
        assert archive.infolist()[0].header_offset == offset
    assert _ending(1, 10, offset)[:4] == b"PK\x06\x06"


def test_a_document_that_was_written_is_not_kept_until_a_collection(word) -> None:
    template = Template(word.made("{{ v }}"))
    template.render({"v": "甲"})
    gc.collect()
    gc.disable()
    try:
        for each in range(20):
            template.render({"v": each})
        assert gc.collect() == 0
    finally:
        gc.enable()
