"""Pictures and other media: there is something in them, and it is what their name says."""

from collections.abc import Iterator, Mapping
from typing import Final

from docgen.diagnostics import Wording
from docgen.doctor.document import Document
from docgen.doctor.symptoms import Disorder, Symptom

_EMPTY = Disorder(
    "DOC-70",
    Wording("图片是空的", "the picture is empty"),
    Wording("重新插入这张图片", "Insert the picture anew."),
)
_OTHER = Disorder(
    "DOC-71",
    Wording("名字说是 {ending} 图片，内容却不是", "its name says a picture of type {ending}, its content is none"),
    Wording("把图片另存为正确的格式，再重新插入", "Save the picture in the right format and insert it anew."),
)
_BEGINNINGS: Final[Mapping[str, tuple[bytes, ...]]] = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "bmp": (b"BM",),
    "tif": (b"II*\0", b"MM\0*"),
    "tiff": (b"II*\0", b"MM\0*"),
    "wmf": (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00"),
    "emf": (b"\x01\x00\x00\x00",),
}


def media(document: Document) -> Iterator[Symptom]:
    """Yield pictures that are empty, or not of the type that their name says."""
    for name, content in document.contents.items():
        ending = name.rpartition(".")[2].lower()
        if ending not in _BEGINNINGS:
            continue
        if not content:
            yield document.symptom(_EMPTY, name)
        elif not content.startswith(_BEGINNINGS[ending]):
            yield document.symptom(_OTHER, name, ending=ending)
