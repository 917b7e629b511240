"""What was done to a PDF after a signature, in words: page by page, as one who reads it would see it."""

import io
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.errors import PyPdfError

from docgen.diagnostics import Wording

_PAGES = Wording("原有 {before} 页，现有 {now} 页", "there were {before} pages, now there are {now}")
_WORDS = Wording("第 {page} 页的文字：原为“{before}”，现为“{now}”", "page {page}: “{before}” was changed to “{now}”")
_DRAWN = Wording("第 {page} 页的图文被改过", "page {page}: what is drawn was changed")
_TURNED = Wording("第 {page} 页被旋转或裁切", "page {page} was turned or cropped")
_NOTED = Wording("第 {page} 页加了 {count} 处批注或控件（{sorts}）", "page {page}: {count} annotations added ({sorts})")
_GONE = Wording("第 {page} 页少了 {count} 处批注或控件", "page {page}: {count} annotations removed")
_FILES = Wording("附件有变动", "attached files were changed")
_SIGNED = Wording("其后加签：{signers}", "signed afterwards by: {signers}")
_OTHER = Wording("有看不见的改动（文件的结构）", "something that is not seen was changed (the file's structure)")
_AROUND = 6


def changes(before: bytes, now: bytes) -> tuple[Wording, ...]:
    """Return what was done to the PDF from one revision to a later one; signature fields are told elsewhere."""
    try:
        old, new = pypdf.PdfReader(io.BytesIO(before)), pypdf.PdfReader(io.BytesIO(now))
        return tuple(_changes(old, new)) or (_OTHER,)
    except PyPdfError:
        return (_OTHER,)


def signed_afterwards(signers: list[str]) -> Wording:
    """Return the sentence about further signatures, which are no alteration."""
    return Wording(_SIGNED.zh.format(signers="、".join(signers)), _SIGNED.en.format(signers=", ".join(signers)))


def _changes(old: pypdf.PdfReader, new: pypdf.PdfReader) -> Iterator[Wording]:
    if len(old.pages) != len(new.pages):
        yield _PAGES.fill(before=len(old.pages), now=len(new.pages))
    for number, (before, now) in enumerate(zip(old.pages, new.pages, strict=False), start=1):
        yield from _page(number, before, now)
    if sorted(old.attachments) != sorted(new.attachments):
        yield _FILES


def _page(number: int, before: pypdf.PageObject, now: pypdf.PageObject) -> Iterator[Wording]:
    words, now_words = before.extract_text(), now.extract_text()
    if words != now_words:
        was, became = _difference(words, now_words)
        yield _WORDS.fill(page=number, before=was, now=became)
    elif _drawn(before) != _drawn(now):
        yield _DRAWN.fill(page=number)
    if (before.rotation, before.mediabox, before.cropbox) != (now.rotation, now.mediabox, now.cropbox):
        yield _TURNED.fill(page=number)
    yield from _annotations(number, before, now)


def _annotations(number: int, before: pypdf.PageObject, now: pypdf.PageObject) -> Iterator[Wording]:
    old, new = _sorts(before), _sorts(now)
    added = list(new)
    for sort in old:
        if sort in added:
            added.remove(sort)
    if added:
        yield _NOTED.fill(page=number, count=len(added), sorts="、".join(sorted(set(added))))
    elif len(new) < len(old):
        yield _GONE.fill(page=number, count=len(old) - len(new))


def _sorts(page: pypdf.PageObject) -> list[str]:
    """Return the sorts of a page's annotations, without the fields of signatures."""
    notes: list[Any] = [note.get_object() for note in page.get("/Annots") or []]
    return [f"{note.get('/Subtype', '/')}"[1:] for note in notes if note.get("/FT") != "/Sig"]


def _drawn(page: pypdf.PageObject) -> bytes:
    content = page.get_contents()
    return b"" if content is None else content.get_data()


def _difference(before: str, now: str) -> tuple[str, str]:
    """Return the part in which two texts differ, with a few characters around it."""
    start = next((at for at, (a, b) in enumerate(zip(before, now, strict=False)) if a != b), min(len(before), len(now)))
    end = 0
    while end < min(len(before), len(now)) - start and before[-1 - end] == now[-1 - end]:
        end += 1
    first = max(0, start - _AROUND)
    was, became = (" ".join(text[first : len(text) - max(0, end - _AROUND)].split()) for text in (before, now))
    return was, became
