"""Files that are broken, locked, endless or meant to harm: a clear error, no crash, and bounded memory."""

import io
import resource
import tracemalloc
import zlib
from collections.abc import Callable
from types import SimpleNamespace

import corpus
import drawnml
import pytest
from PIL import Image

from docgen.errors import ConversionError
from docgen.typeset import Typeset, typeset
from docgen.typeset.press import compiler
from docgen.typeset.word import package, pictures, read

LaidOut = Callable[..., Typeset]
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MEGABYTES = 1 / 1024


def refused(file: bytes) -> ConversionError:
    with pytest.raises(ConversionError) as caught:
        next(typeset([file]))
    assert caught.value.hint is not None
    return caught.value


@pytest.mark.parametrize(
    ("file", "why", "what_to_do"),
    [
        (b"", "空的", "另存"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "密码", "不加密码"),
        (COMPOUND, ".doc", "libreoffice"),
        (b"%PDF-1.7", "不是 Word", "另存"),
        (bytes(1000), "不是 Word", "另存"),
    ],
)
def test_what_is_no_docx_is_told_apart(file: bytes, why: str, what_to_do: str) -> None:
    error = refused(file)
    assert why in error.message.zh
    assert what_to_do in error.hint.zh


def test_a_truncated_file_is_refused_wherever_it_ends(word: SimpleNamespace) -> None:
    whole = word.docx(word.paragraph("正文") * 50)
    for end in range(1, len(whole), len(whole) // 25):
        refused(whole[:end])


@pytest.mark.parametrize("where", [b"word/document.xml", b"[Content_Types].xml"])
def test_a_file_with_a_broken_part_is_refused_or_read(word: SimpleNamespace, where: bytes) -> None:
    whole = bytearray(word.docx(word.paragraph("正文") * 50))
    start = whole.find(where) + len(where)
    whole[start : start + 40] = zlib.compress(b"rubbish" * 9)[:40].ljust(40, b"\0")
    try:
        assert next(typeset([bytes(whole)])).pages == 2
    except ConversionError as error:
        assert error.hint is not None


def test_a_part_of_endless_text_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch, word: SimpleNamespace) -> None:
    monkeypatch.setattr(package, "MAX_XML", 20_000)
    error = refused(word.docx(word.paragraph("正文") * 1000))
    assert "太长" in error.message.zh
    assert "几册" in error.hint.zh


def test_a_document_of_countless_pages_is_refused_before_it_is_set(
    monkeypatch: pytest.MonkeyPatch, word: SimpleNamespace
) -> None:
    file = word.docx(word.paragraph("正文", "<w:pageBreakBefore/>") * 300)
    assert next(typeset([file])).pages == 300
    monkeypatch.setattr(compiler, "MAX_SOURCE", 10_000)
    assert "太长" in refused(file).message.zh


@pytest.mark.parametrize("name", ["p_png", "p_svg", "p_gif", "p_webp"])
def test_a_damaged_picture_becomes_an_empty_frame_and_is_told(
    laid_out: LaidOut, word: SimpleNamespace, name: str
) -> None:
    drawn = io.BytesIO()
    Image.effect_noise((200, 200), 50).save(drawn, "PNG")
    parts = {"p_png": drawn.getvalue(), name: drawn.getvalue()[:900]}
    result = laid_out(word.paragraph(word.run("前") + drawnml.picture(name)), **parts)
    (warning,) = result.warnings
    assert "损坏" in warning.what.zh
    assert word.pages(result.pdf)[0][0].startswith("前")


def test_a_picture_of_countless_dots_is_not_decoded(
    laid_out: LaidOut, word: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MAX_PIXELS", 100)
    (warning,) = laid_out(word.paragraph(drawnml.picture("p_png")), p_png=corpus.saved("PNG")).warnings
    assert "像素过多" in warning.what.zh


def test_many_files_in_one_process_take_no_more_memory_than_a_few(word: SimpleNamespace) -> None:
    """The small twin of ``benchmarks/endurance.py``."""

    def set_some(first: int, count: int) -> float:
        files = (word.docx(word.paragraph(f"第{number}份文书") * 20) for number in range(first, first + count))
        assert all(made.pages == 1 for made in typeset(files))
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * MEGABYTES

    before = set_some(0, 60)
    assert set_some(60, 150) - before < 25


def test_tables_deep_in_tables_are_read_in_the_room_of_their_content(word: SimpleNamespace) -> None:
    body = "".join(word.paragraph(f"{number:x}" * 400) for number in range(500, 1_000))
    size = len(body)
    for _ in range(40):
        body = word.table(word.row(word.cell(body + word.paragraph())))
    tracemalloc.start()
    try:
        read(word.docx(body + word.section()))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 12 * size
