"""The folders of a programme that hold documents."""

from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Literal

from pydantic import Field

from docgen import source
from docgen.diagnostics import Wording, has_errors
from docgen.errors import TemplateError
from docgen.model.award import Title
from docgen.model.values import Count, Flag, Key, Record, Text
from docgen.programme import Folders, Programme

About = Literal["alliance", "member", "agent", "entry", "round", "expert", "application", "sheet", "fees"]
OF_ALLIANCES: frozenset[About] = frozenset({"alliance", "member", "agent", "entry"})
OF_ROUNDS: frozenset[About] = frozenset({"round", "expert", "application", "sheet"})


class Sheet(Record):
    """What ``document.yaml`` says: title, place in the order, what a copy is about, which date it bears.

    A copy about an ``agent`` is made for each member that signs by a deputy; one about an ``entry`` for each entry of
    the alliance's record at ``entries`` (``visits``, ``liaison.reports``) that has the values of ``where``.
    One about a ``round`` is made once; the others of a round for each ``expert``, each ``application`` (an alliance
    that applies), each ``sheet`` (what one expert fills for one alliance). It ``needs`` what must stand at these paths,
    of a round or in the entry; before that it is not made.
    One about ``fees`` is made of a fee file, by a command of its own.
    ``notice`` is where the number and the day of an official paper stand, a path in the entry or else in the file; the
    empty path is the entry itself. ``dated`` may be such a path to a day. ``keywords`` are its 主题词.
    ``size`` is the width and height of its sheets in millimetres, for sheets that Word cannot hold: the template is
    drawn smaller by a whole number (600 × 400 at a half), and so is the DOCX; the PDF has the true size.
    A paper of the ``record`` is called for by what the record of the alliance's life says.
    ``edition`` is its language: Chinese, English, or both side by side.
    ``certificate`` is the sort of certificate that it prints or lists; one ``on_request`` is made only when it is asked
    for by name. ``template`` is another kind whose templates it prints with; its own otherwise. ``stock`` names the
    styles of what is printed already on the stock that a bureau keeps. A ``traced`` document
    carries the account of where in the file its values stand, to be read back.
    """

    title: Text
    order: Count
    about: About = "alliance"
    entries: Text = ""
    where: dict[Key, Text] = Field(default_factory=dict)
    dated: Text = "prepared"
    notice: str | None = None
    keywords: tuple[Text, ...] = ()
    clauses: Flag = False
    edition: Literal["zh", "en", "both"] = "zh"
    certificate: Title | None = None
    template: Key | None = None
    on_request: Flag = False
    record: Flag = False
    size: tuple[int, int] | None = None
    stock: tuple[Text, ...] = ()
    traced: Flag = False
    needs: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Document:
    """One kind of document: its name (the folder's), its sheet and its template."""

    kind: str
    sheet: Sheet
    template: Path


def documents(programme: Programme, *, about: Container[str] = OF_ALLIANCES | OF_ROUNDS) -> list[Document]:
    """Return every kind of document of the programme that is about one of these, in its order.

    Raises TemplateError where a folder with a ``document.yaml`` has no template or its sheet does not fit.
    """
    return [document for document in _every(programme.folders) if document.sheet.about in about]


@lru_cache(maxsize=8)
def _every(folders: Folders) -> tuple[Document, ...]:
    """Return every kind of document of a programme in its order, read once as the programme is."""
    found = [_document(name, folders) for name in folders.names("*/document.yaml")]
    return tuple(sorted(found, key=lambda document: (document.sheet.order, document.kind)))


def _document(name: str, folders: Folders) -> Document:
    kind = PurePosixPath(name).parent.name
    read = folders.read(name)
    sheet, misfits = source.fit(read, Sheet)
    template = folders.find(f"{(sheet and sheet.template) or kind}/template.docx")
    findings = [*read.findings, *misfits]
    if sheet is None or has_errors(findings):
        raise TemplateError(Wording(f"文书说明 {name} 有误", f"{name} is wrong"), findings=findings)
    if template is None:
        raise TemplateError(
            Wording(f"文书 {kind} 缺少模板 template.docx", f"document {kind} has no template.docx"),
            Wording("请把模板放进该文件夹", "put the template into that folder"),
        )
    return Document(kind, sheet, template)
