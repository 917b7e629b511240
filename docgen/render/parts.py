"""The parts of a .docx package (ECMA-376 part 2): which hold text with tags, and what no template may bring along."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from docgen.diagnostics import Wording
from docgen.errors import TemplateError
from docgen.render.image import MIME
from docgen.render.package import not_a_document
from docgen.render.word import DECLARATION, parse, serialise

CONTENT_TYPES: Final = "[Content_Types].xml"
PROPERTIES: Final = "docProps/core.xml"

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STORIES = {
    "document.main": Wording("正文", "body"),
    "template.main": Wording("正文", "body"),
    "header": Wording("页眉", "header"),
    "footer": Wording("页脚", "footer"),
    "footnotes": Wording("脚注", "footnotes"),
    "endnotes": Wording("尾注", "endnotes"),
    "comments": Wording("批注", "comments"),
    "core-properties": Wording("文档属性", "properties"),
}
_BODIES = ("document.main", "template.main")
_KIND = re.compile(r"^application/vnd\.openxmlformats-(?:officedocument\.wordprocessingml|package)\.")
# What Word would fetch from elsewhere while it opens the document; a hyperlink waits for a person.
_FETCHED = {"image", "oleObject", "package", "frame", "subDocument", "video", "audio", "media", "control", "aFChunk"}
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def stories(contents: Mapping[str, bytes], file: str) -> Iterator[tuple[str, Wording]]:
    """Yield the name of each part that may hold tags, and what people call it: the body first.

    Raises TemplateError for what is no Word document, or one with macros.
    """
    found = sorted(_kinds(contents, file), key=lambda part: part[1] not in _BODIES)
    if not found or found[0][1] not in _BODIES:
        raise not_a_document(file, Wording("没有正文", "it has no body"))
    for name, kind in found:
        if kind not in _STORIES:
            continue
        said, number = _STORIES[kind], re.search(r"(\d+)\.xml$", name)
        yield name, Wording(f"{said.zh} {number[1]} ", f"{said.en} {number[1]}") if number else said


def part_of_kind(contents: Mapping[str, bytes], kind: str, file: str) -> str | None:
    """Return the name of the first part of this kind (``numbering``, ``styles`` …), if there is one."""
    return next((name for name, found in _kinds(contents, file) if found == kind), None)


def _kinds(contents: Mapping[str, bytes], file: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the kind of each part that a content type is written for."""
    for override in _types(contents, file).iter(f"{_TYPES}Override"):
        name, content_type = override.get("PartName", "").lstrip("/"), override.get("ContentType", "")
        if "macroEnabled" in content_type or "vbaProject" in content_type:
            raise _unwelcome(file, Wording("其中有宏", "it holds macros"))
        if name in contents:
            yield name, _KIND.sub("", content_type).removesuffix("+xml")


def _types(contents: Mapping[str, bytes], file: str) -> etree._Element:
    if CONTENT_TYPES not in contents:
        raise not_a_document(file, Wording("没有内容类型表", "it has no list of content types"))
    return read_part(contents[CONTENT_TYPES], CONTENT_TYPES, file)


def read_part(blob: bytes, name: str, file: str) -> etree._Element:
    """Return the root of an XML part; raises TemplateError when it cannot be read, or holds a document type."""
    try:
        return parse(blob)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise not_a_document(file, Wording(f"{name}：{error}", f"{name}: {error}")) from error


def refuse_unwelcome(contents: Mapping[str, bytes], file: str) -> None:
    """Raise TemplateError when the package holds macros, or names something that Word would fetch from elsewhere."""
    for name, blob in contents.items():
        if posixpath.basename(name).lower() in ("vbaproject.bin", "vbadata.xml"):
            raise _unwelcome(file, Wording("其中有宏", "it holds macros"))
        if name.endswith((".xml", ".rels")) and any(mark in blob for mark in _DOCTYPES):
            raise not_a_document(
                file, Wording(f"{name}：不允许写 DTD", f"{name}: a document type (DTD) is not allowed")
            )
        if not name.endswith(".rels"):
            continue
        for relationship in read_part(blob, name, file).iter(_RELATIONSHIP):
            kind = relationship.get("Type", "").rpartition("/")[2]
            if relationship.get("TargetMode") == "External" and kind in _FETCHED:
                target = relationship.get("Target", "")
                raise _unwelcome(file, Wording(f"其中引用了外部内容 {target}", f"it fetches {target} from elsewhere"))


def _unwelcome(file: str, what: Wording) -> TemplateError:
    return TemplateError(
        Wording(f"模板 {file} 不能使用：{what.zh}", f"template {file} cannot be used: {what.en}"),
        Wording("请在 Word 中删去它，另存为 .docx。", "Remove it in Word and save the file as .docx."),
    )


def with_pictures(contents: Mapping[str, bytes], file: str) -> bytes:
    """Return the content types with those of pictures among them."""
    types = _types(contents, file)
    known = {default.get("Extension", "").lower() for default in types.iter(f"{_TYPES}Default")}
    for extension, content_type in MIME.items():
        if extension not in known:
            types.insert(0, etree.Element(f"{_TYPES}Default", Extension=extension, ContentType=content_type))
    return (DECLARATION + serialise(types)).encode()


def relationships_of(part: str) -> str:
    """Return the name of the member that holds the relationships of ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
