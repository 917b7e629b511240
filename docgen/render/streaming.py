"""Many documents one after another into a folder or an archive, in memory for one.

Documents come as an iterable of names and contents; written as a generator, each is rendered when it is its turn::

    template = Template("certificate.docx")
    to_zip(Path("all.zip"), ((f"{row['number']}.docx", template.render(row)) for row in rows))
"""

import shutil
import struct
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Final

from docgen.diagnostics import Wording
from docgen.errors import InputError
from docgen.render.package import MOST_OFFSET, Member

Document = tuple[str, bytes]
"""The name of a document, folders before it divided by ``/``, and its content."""

_BADLY_NAMED = Wording("文件名不能用：{name}", "this cannot be the name of a file: {name}")
_TWICE = Wording("两个文件同名：{name}", "two files of one name: {name}")

# Zip beyond 65,535 members or 4 GiB (APPNOTE.TXT 4.3.14, 4.3.15, 4.5.3).
_END: Final = struct.Struct("<IHHHHIIH")
_END_64: Final = struct.Struct("<IQHHIIQQQQ")
_LOCATOR_64: Final = struct.Struct("<IIQI")


def to_folder(folder: Path, documents: Iterable[Document]) -> Iterator[Path]:
    """Write each document into the folder, whole or not at all, and yield its path.

    Raises InputError for a name that leads out of the folder, and for a file that is there already.
    """
    for name, content in documents:
        path = folder / _sound(name)
        if path.exists():
            raise InputError(_TWICE.fill(name=name))
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
        Path(file.name).chmod(0o644)
        Path(file.name).replace(path)
        yield path


def to_zip(file: Path, documents: Iterable[Document]) -> int:
    """Write the documents into an archive, which appears when it is whole; return how many they are.

    Raises InputError for a name that leads out of the archive, and for one that comes twice.
    """
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as archive, tempfile.TemporaryFile() as directory:
        try:
            count = _written(archive, directory, documents)
        except BaseException:
            Path(archive.name).unlink()
            raise
    Path(archive.name).chmod(0o644)
    Path(archive.name).replace(file)
    return count


def _written(archive: IO[bytes], directory: IO[bytes], documents: Iterable[Document]) -> int:
    """Write members, directory and end; the directory waits in a file of its own, only names' hashes in memory."""
    offset, names = 0, set[int]()
    for name, content in documents:
        member = Member.pack(_sound(name), content, stored=True)
        if (known := hash(member.name)) in names:
            raise InputError(_TWICE.fill(name=name))
        names.add(known)
        archive.write(member.header)
        archive.write(content)
        directory.write(member.central(offset))
        offset += len(member.header) + len(content)
    length = directory.tell()
    directory.seek(0)
    shutil.copyfileobj(directory, archive)
    archive.write(_ending(len(names), length, offset))
    return len(names)


def _ending(count: int, length: int, offset: int) -> bytes:
    """Return the end of an archive: how many members, and where their directory of ``length`` bytes begins."""
    few = min(count, 0xFFFF)
    end = _END.pack(0x06054B50, 0, 0, few, few, min(length, MOST_OFFSET), min(offset, MOST_OFFSET), 0)
    if count <= 0xFFFF and offset + length < MOST_OFFSET:
        return end
    version, size = 45, _END_64.size - 12
    whole = _END_64.pack(0x06064B50, size, version, version, 0, 0, count, count, length, offset)
    return whole + _LOCATOR_64.pack(0x07064B50, 0, offset + length, 1) + end


def _sound(name: str) -> str:
    path = PurePosixPath(name)
    if not path.name or path.is_absolute() or ".." in path.parts or "\\" in name:
        raise InputError(_BADLY_NAMED.fill(name=name))
    return str(path)
