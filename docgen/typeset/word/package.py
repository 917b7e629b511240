"""The DOCX package: a zip of parts tied together by relationships (ECMA-376 part 2), opened with limits."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from docgen.diagnostics import Wording
from docgen.errors import ConversionError
from docgen.typeset.word.memory import Reach

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIP_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = (  # ISO 29500 Strict names the same elements in other namespaces
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _RELATIONSHIP_TYPES.rstrip("/").encode()),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)

MAX_PARTS = 5_000
MAX_UNPACKED = 256 * 1024 * 1024
MAX_RATIO = 250
MAX_XML = 32 * 1024 * 1024

_EMPTY = Wording("文件是空的", "the file is empty")
_ENCRYPTED = Wording("文件有密码，打不开", "the file is protected by a password")
_OLD = Wording("这是 Word 旧格式的文件（.doc），不是 .docx", "this is a Word file of the old format (.doc), not .docx")
_BY_OFFICE = Wording(
    "请在 Word 或 WPS 中另存为 .docx，或者加 --engine libreoffice",
    "save it as .docx in Word or WPS, or add --engine libreoffice",
)
_TOO_LONG = Wording(
    "文档太长，没有打开：{name} 有 {size} MB", "the document is too long and was not opened: {name} has {size} MB"
)
_IN_PARTS = Wording("请分成几册", "split it into several")
_COMPOUND = b"\xd0\xcf\x11\xe0"  # the container of .doc, and of a .docx with a password (MS-CFB, MS-OFFCRYPTO)
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_NOT_A_DOCX = Wording("这不是 Word 文档（.docx）", "this is not a Word document (.docx)")
_SAVE_AGAIN = Wording(
    "请在 Word 或 WPS 中打开它，另存为“Word 文档（*.docx）”，不加密码，再试一次",
    'open it in Word or WPS, save it as "Word document (*.docx)" without a password, and try again',
)
_BOMB = Wording(
    "文档解压后过大（可能是压缩炸弹），没有打开",
    "the document unpacks to too much (it may be a zip bomb) and was not opened",
)
_SMALLER = Wording("请删去过大的图片或附件后另存", "remove oversized pictures or attachments and save it again")


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from one part to another (``target`` is its name in the zip) or, when ``external``, to an address."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one DOCX file; ``main`` names the document part, ``reach`` counts how often one was looked at.

    Raises ConversionError when ``data`` is no DOCX, is damaged, or unpacks beyond the limits.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise _no_docx(data) from error
        self._names = {entry.filename: entry for entry in self._zip.infolist()}
        _check_size(self._zip.infolist(), len(data))
        self.reach = Reach()
        self._trees: dict[str, Element | None] = {}
        self._relations: dict[str, dict[str, Relation]] = {}
        self.main = self._main_part()

    def _main_part(self) -> str:
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and relation.target in self._names:
                return relation.target
        raise ConversionError(_NOT_A_DOCX, _SAVE_AGAIN)

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a part, or None when the package has none of that name."""
        self.reach.often += 1
        if name not in self._names:
            return None
        try:
            return self._zip.read(name)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            RuntimeError,
            NotImplementedError,
            OSError,
            ValueError,
        ) as error:
            message = Wording(f"文档已损坏：读不出 {name}", f"the document is damaged: {name} cannot be read")
            raise ConversionError(message, _SAVE_AGAIN) from error

    def tree(self, name: str) -> Element | None:
        """Return a part as an XML tree (parsed once), or None when the package has none of that name."""
        self.reach.often += 1
        if name not in self._trees:
            content = self.read(name)
            self._trees[name] = None if content is None else parse(name, content)
        return self._trees[name]

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relationships of ``part`` by id; the empty name means the package itself."""
        self.reach.often += 1
        if part not in self._relations:
            folder, name = posixpath.split(part)
            root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
            found = [] if root is None else [child for child in root if isinstance(child.tag, str)]
            self._relations[part] = {child.get("Id", ""): _relation(child, folder) for child in found}
        return self._relations[part]

    def related(self, part: str, kind: str) -> str | None:
        """Return the name of the first part to which ``part`` has a relationship of ``kind``."""
        for relation in self.relations(part).values():
            if relation.kind == kind and not relation.external and relation.target in self._names:
                return relation.target
        return None


def _no_docx(data: bytes) -> ConversionError:
    if not data:
        return ConversionError(_EMPTY, _SAVE_AGAIN)
    if data.startswith(_COMPOUND):
        return ConversionError(_ENCRYPTED, _SAVE_AGAIN) if _PACKAGE in data else ConversionError(_OLD, _BY_OFFICE)
    return ConversionError(_NOT_A_DOCX, _SAVE_AGAIN)


def _relation(element: Element, folder: str) -> Relation:
    target, external = element.get("Target", ""), element.get("TargetMode") == "External"
    if not external:
        target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Relation(element.get("Type", "").rsplit("/", 1)[-1], target, external)


def _check_size(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    too_dense = unpacked > 16 * 1024 * 1024 and unpacked > MAX_RATIO * packed
    if len(entries) > MAX_PARTS or unpacked > MAX_UNPACKED or too_dense:
        raise ConversionError(_BOMB, _SMALLER)


def parse(name: str, content: bytes) -> Element:
    """Return the XML tree of the part ``name``; raise ConversionError for one that is damaged or brings entities."""
    if len(content) > MAX_XML:
        raise ConversionError(_TOO_LONG.fill(name=name, size=len(content) >> 20), _IN_PARTS)
    for strict, transitional in _STRICT:
        if strict in content:
            content = content.replace(strict, transitional)
    # No entity is expanded and nothing is fetched; libxml2 itself refuses more than 256 levels.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        message = Wording(
            f"文档已损坏：{name} 不是完好的 XML（{error.msg}）",
            f"the document is damaged: {name} is not well-formed XML ({error.msg})",
        )
        raise ConversionError(message, _SAVE_AGAIN) from error
    if root.getroottree().docinfo.doctype:  # no Word file has one; entities are all that it could bring
        raise ConversionError(_NOT_A_DOCX, _SAVE_AGAIN)
    etree.cleanup_namespaces(root)  # what Word declares and nobody uses would be written with each block
    return root
