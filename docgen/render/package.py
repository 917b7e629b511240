"""The zip package of a .docx: read within limits; written with unchanged members as the bytes that they already are."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from docgen.diagnostics import Wording, because
from docgen.errors import TemplateError

try:  # five times as fast; where no wheel exists, the standard library packs the same contents into other bytes
    from isal import isal_zlib as deflate
except ImportError:
    import zlib as deflate  # type: ignore[no-redef]

MOST_MEMBERS: Final = 4_096
MOST_BYTES: Final = 64 << 20  # unpacked, the whole package
MOST_RATIO: Final = 200  # unpacked to packed, of a member over a megabyte

# Level 6 would add a third to the time of a ten-page agreement, and make its file 12 % smaller.
LEVEL: Final = 1

# The zip format (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16): version 2.0, UTF-8 names, 1980-01-01 00:00.
_LOCAL = struct.Struct("<IHHHHHIIIHH")
_CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_VERSION, _UTF8, _MIDNIGHT, _NEW_YEAR_1980 = 20, 0x800, 0, 1 << 5 | 1
# Beyond 4 GiB (4.4.3.2, 4.5.3): version 4.5, the offset in a field of its own.
MOST_OFFSET: Final = 0xFFFFFFFF
_FAR, _VERSION_64 = struct.Struct("<HHQ"), 45
_ENCRYPTED = 1


@dataclass(frozen=True)
class Member:
    """One packed member: ``packed`` is its content as the file has it, by ``method`` 0 (stored) or 8 (deflated)."""

    name: str
    method: int
    crc: int
    size: int
    packed: bytes

    @classmethod
    def pack(cls, name: str, content: bytes, *, stored: bool = False) -> "Member":
        """Return the content deflated, or ``stored`` as it is (for pictures, which are deflated already)."""
        if stored:
            return cls(name, zipfile.ZIP_STORED, deflate.crc32(content), len(content), content)
        packed = deflate.compress(content, LEVEL, -zlib.MAX_WBITS)
        return cls(name, zipfile.ZIP_DEFLATED, deflate.crc32(content), len(content), packed)

    @cached_property
    def header(self) -> bytes:
        """What stands before the packed content in the file."""
        name = self.name.encode()
        header = _LOCAL.pack(
            *(0x04034B50, _VERSION, _UTF8, self.method, _MIDNIGHT, _NEW_YEAR_1980),
            *(self.crc, len(self.packed), self.size, len(name), 0),
        )
        return header + name

    def central(self, offset: int) -> bytes:
        """Return the member's entry in the directory; ``offset`` is where its header begins, in bytes."""
        name = self.name.encode()
        far = offset > MOST_OFFSET
        extra = _FAR.pack(1, 8, offset) if far else b""
        header = _CENTRAL.pack(
            *(0x02014B50, _VERSION_64 if far else _VERSION, _VERSION_64 if far else _VERSION, _UTF8, self.method),
            *(_MIDNIGHT, _NEW_YEAR_1980, self.crc, len(self.packed), self.size, len(name), len(extra)),
            *(0, 0, 0, 0, min(offset, MOST_OFFSET)),
        )
        return header + name + extra


class Mould:
    """A package of which a few members change: the rest is laid out once, as one stretch of bytes."""

    def __init__(self, members: Iterable[Member], changing: Iterable[str]) -> None:
        changing = set(changing)
        self._loose: dict[str, Member] = {}
        self._directory, self._count, body = b"", 0, []
        offset = 0
        for member in members:
            if member.name in changing:
                self._loose[member.name] = member
                continue
            self._directory += member.central(offset)
            body += [member.header, member.packed]
            offset += len(member.header) + len(member.packed)
            self._count += 1
        self._body = b"".join(body)

    def cast(self, changed: Iterable[Member]) -> bytes:
        """Return the package with these members in the place of, or beside, its own."""
        loose = self._loose | {member.name: member for member in changed}
        pieces, directory, offset = [self._body], [self._directory], len(self._body)
        for member in loose.values():
            directory.append(member.central(offset))
            pieces += [member.header, member.packed]
            offset += len(member.header) + len(member.packed)
        entries, count = b"".join(directory), self._count + len(loose)
        end = _END.pack(0x06054B50, 0, 0, count, count, len(entries), offset, 0)
        return b"".join((*pieces, entries, end))


def read_package(blob: bytes, name: str) -> tuple[list[Member], Mapping[str, bytes]]:
    """Return the members of a .docx packed and unpacked; ``name`` is the file's, for messages.

    Raises TemplateError when it is no sound zip package, or larger than any honest template.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _refuse_oversize(entries, name)
            members = [_member(blob, entry) for entry in entries]
            return members, {entry.filename: archive.read(entry) for entry in entries}
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise not_a_document(name, because(error)) from error


def not_a_document(name: str, reason: Wording) -> TemplateError:
    """Return the error for a file that is no .docx."""
    return TemplateError(
        Wording(
            f"模板 {name} 不是完好的 Word 文件（.docx）：{reason.zh}",
            f"template {name} is not a sound Word file (.docx): {reason.en}",
        ),
        Wording("请用 Word 打开并另存为 .docx。", "Open it in Word and save it as .docx."),
    )


def _member(blob: bytes, entry: zipfile.ZipInfo) -> Member:
    name_length, extra_length = struct.unpack_from("<HH", blob, entry.header_offset + 26)
    start = entry.header_offset + _LOCAL.size + name_length + extra_length
    packed = blob[start : start + entry.compress_size]
    return Member(entry.filename, entry.compress_type, entry.CRC, entry.file_size, packed)


def _refuse_oversize(entries: list[zipfile.ZipInfo], name: str) -> None:
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_MEMBERS or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise not_a_document(name, Wording("解压后过大", "too large unpacked"))
    if len(set(names)) < len(names):
        raise not_a_document(name, Wording("有两个同名的成员", "two members of one name"))
    for entry in entries:
        if entry.file_size > 1 << 20 and entry.file_size > MOST_RATIO * entry.compress_size:
            raise not_a_document(
                name, Wording(f"{entry.filename}：压缩得太紧", f"{entry.filename}: packed too tightly")
            )
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise not_a_document(
                name,
                Wording(
                    f"{entry.filename}：加了密，或者压缩方式不认识",
                    f"{entry.filename}: encrypted or packed by an unknown method",
                ),
            )
        if entry.filename.startswith("/") or "\\" in entry.filename or ".." in entry.filename.split("/"):
            raise not_a_document(
                name,
                Wording(
                    f"{entry.filename}：路径指到文件以外", f"{entry.filename}: a path that leads out of the package"
                ),
            )
