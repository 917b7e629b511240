"""One house style: the styles, numbering and fonts of one Word file copied into another."""

import io
import re
import zipfile
import zlib

from docgen.diagnostics import Wording
from docgen.errors import TemplateError

HOUSE_PARTS = ("word/styles.xml", "word/numbering.xml", "word/fontTable.xml")
_STYLE_ID = re.compile(rb'<w:style\b[^>]*?w:styleId="([^"]+)"')
_STYLE_USE = re.compile(rb'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"')
_TIME = (1980, 1, 1, 0, 0, 0)


def restyle(house: bytes, template: bytes) -> bytes:
    """Return the template with the house's styles, numbering and fonts; all else stays as it was.

    Raises TemplateError if a file is no Word file, or if the template uses a style that the house does not have.
    """
    dress, parts = _parts(house), _parts(template)
    missing = sorted(_used(parts) - set(_STYLE_ID.findall(dress["word/styles.xml"])))
    if missing:
        names = ", ".join(style.decode() for style in missing)
        raise TemplateError(
            Wording(
                f"模板使用了样式文件中没有的样式：{names}", f"the template uses styles that the house lacks: {names}"
            ),
            Wording("请在样式文件中添加这些样式，或在模板中改用已有样式", "add them to the house file, or use others"),
        )
    parts.update({name: dress[name] for name in HOUSE_PARTS if name in dress and name in parts})
    return _package(parts)


def _used(parts: dict[str, bytes]) -> set[bytes]:
    bodies = (text for name, text in parts.items() if name.startswith("word/") and name not in HOUSE_PARTS)
    return {style for text in bodies for style in _STYLE_USE.findall(text)}


def _parts(package: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError):
        parts = {}
    if "word/styles.xml" not in parts:
        raise TemplateError(
            Wording("不是 Word 文件（.docx）", "this is not a Word file (.docx)"),
            Wording("请用 Word 另存为 .docx 后再试", "save it from Word as .docx and try again"),
        )
    return parts


def _package(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            record = zipfile.ZipInfo(name, _TIME)
            record.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(record, text)
    return packed.getvalue()
