"""The zip that a .docx is: read within limits, and told where it is unsound."""

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from docgen.diagnostics import Wording, because
from docgen.doctor.symptoms import Disorder, Symptom, Where, symptom

MOST_MEMBERS: Final = 10_000
MOST_BYTES: Final = 512 << 20  # unpacked, the whole file
MOST_RATIO: Final = 500  # unpacked to packed, of a member over a megabyte
_ENCRYPTED = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_NO_ZIP = Disorder(
    "DOC-01",
    Wording("这不是 Word 文件（.docx）：{reason.zh}", "this is no Word file (.docx): {reason.en}"),
    Wording("检查是不是拿错了文件，或者没有传完整", "Check that it is the right file and that it was copied whole."),
)
_TOO_LARGE = Disorder(
    "DOC-02",
    Wording("文件解压后过大，不予打开（{reason}）", "the file is too large unpacked to be opened ({reason})"),
    Wording("这样的文件多半有恶意，不要打开", "Such a file is most likely hostile: do not open it."),
)
_UNSAFE_NAME = Disorder(
    "DOC-03",
    Wording("成员名“{name}”指向文件包之外", "the member name “{name}” leads out of the package"),
    Wording("这样的文件多半有恶意，不要打开", "Such a file is most likely hostile: do not open it."),
)
_TWICE = Disorder(
    "DOC-04", Wording("文件包里有 {count} 个同名的成员", "the package holds {count} members of this name")
)
_DAMAGED = Disorder(
    "DOC-05",
    Wording("成员读不出来：{reason}", "the member cannot be read: {reason}"),
    Wording(
        "文件可能没有传完整，重新复制一份；有密码的，先在 Word 中去掉密码",
        "The file may not have been copied whole: copy it again. If it has a password, remove it in Word first.",
    ),
)


def unpack(blob: bytes, file: str) -> tuple[Mapping[str, bytes], list[Symptom]]:
    """Return the members that can be read, by name, and what is wrong with the zip; no members if it is too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            oversize = _oversize(entries)
            if oversize:
                return {}, [symptom(_TOO_LARGE, Where(file), reason=oversize)]
            found = list(_names(entries, file))
            contents = dict(_members(archive, entries, file, found))
            return contents, found
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        return {}, [symptom(_NO_ZIP, Where(file), reason=because(error))]


def _oversize(entries: list[zipfile.ZipInfo]) -> str:
    """Return why the file is not to be unpacked, or nothing."""
    size = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_MEMBERS or size > MOST_BYTES:
        return f"{len(entries)} × {size >> 20} MB"
    tight = (entry for entry in entries if entry.file_size > max(1 << 20, MOST_RATIO * entry.compress_size))
    return next((f"{entry.filename}: {entry.file_size >> 20} MB" for entry in tight), "")


def _names(entries: list[zipfile.ZipInfo], file: str) -> Iterator[Symptom]:
    for name, count in Counter(entry.filename.casefold() for entry in entries).items():
        if count > 1:
            yield symptom(_TWICE, Where(file, name), count=count)
    for entry in entries:
        name = entry.orig_filename
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or "\0" in name:
            yield symptom(_UNSAFE_NAME, Where(file), name=name.replace("\0", "␀"))


def _members(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], file: str, found: list[Symptom]
) -> Iterator[tuple[str, bytes]]:
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
            found.append(symptom(_DAMAGED, Where(file, entry.filename), reason="encrypted / unknown method"))
            continue
        try:
            yield entry.filename, archive.read(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
            found.append(symptom(_DAMAGED, Where(file, entry.filename), reason=error))
