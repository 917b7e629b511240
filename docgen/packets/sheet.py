"""The packet file: what a packet is made of, as a secretary writes it down."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from docgen.assemble import Permission
from docgen.model.values import Day, Flag, Record, Text

KEYS = {
    "文件格式": "docgen",
    "实施方案": "programme",
    "标题": "title",
    "副标题": "subtitle",
    "编制单位": "issuer",
    "日期": "date",
    "部分": "parts",
    "节": "sections",
    "文件": "files",
    "路径": "file",
    "份数": "copies",
    "水印": "watermark",
    "页码": "stamp",
    "校验页": "checksums",
    "保护": "protection",
    "所有者密码": "owner_password",
    "打开密码": "open_password",
    "允许": "allow",
}
"""Chinese key -> English key of a packet file."""


class File(Record):
    """One file: where it is, from the packet file's folder, and what the contents call it."""

    file: Text
    title: Text | None = None


class Section(Record):
    """A titled group of files within a part."""

    title: Text
    files: tuple[Text | File, ...] = Field(min_length=1)


class Part(Record):
    """A part, which starts on a right-hand page: files, then sections."""

    title: Text
    files: tuple[Text | File, ...] = ()
    sections: tuple[Section, ...] = ()


class Protection(Record):
    """AES-256 with the owner's password; what others may do, and the password they open it with, if any."""

    owner_password: Text
    open_password: Text | None = None
    allow: tuple[Permission, ...] = ()


class PacketSheet(Record):
    """A packet file.

    ``copies`` is how many copies are made: the first is the original (正本), the others are duplicates (副本), each
    with its number. Without it there is one packet with neither.
    """

    docgen: Literal["1"]
    programme: Text
    title: Text
    subtitle: Text | None = None
    issuer: Text | None = None
    date: Day | None = None
    parts: tuple[Part, ...] = Field(min_length=1)
    copies: Annotated[int, Field(ge=1, le=99)] | None = None
    watermark: Text | None = None
    stamp: Text = "— {page} —"
    checksums: Flag = True
    protection: Protection | None = None


def listed(entry: str | File, folder: Path) -> tuple[str, Path, str]:
    """Return a file's name as written, its path, and its title: the one given or else its name without the ending."""
    file = entry if isinstance(entry, File) else File(file=entry)
    return file.file, folder / file.file, file.title or Path(file.file).stem
