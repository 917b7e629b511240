"""Many Word files become PDFs at once: each is laid out again only if it, or what lays it out, has changed."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePath, PurePosixPath

from docgen import publish, typeset
from docgen.batch import Crew, Event, Job, Lot, Plan, Product, folder_digest, run, wares
from docgen.diagnostics import Wording, because
from docgen.errors import InputError, PolicyError
from docgen.publish import Desk, Place, fetched
from docgen.render.reading import fingerprint
from docgen.text import personal_number
from docgen.typeset import Attachment, Demands

_ABSENT = "absent"
_CANNOT_OPEN = Wording("打不开 {file}：{reason.zh}", "{file} cannot be opened: {reason.en}")
_CHECK_PATH = Wording("检查文件名和所在文件夹是否写对", "check the spelling of the file name and its folder")
_READABLE = frozenset({".csv", ".json", ".txt", ".xml", ".yaml", ".yml"})
_UNREADABLE = Wording(
    "附件 {file} 不是文本数据，查不出其中有没有个人信息",
    "{file} is no text, so that nobody can tell whether it holds personal data",
)
_AS_TEXT = Wording("附件请用 UTF-8 的 YAML、JSON、CSV、XML 或文本文件", "attach YAML, JSON, CSV, XML or text in UTF-8")
_PERSONAL = Wording(
    "附件 {file} 里有个人的证件号或银行卡号，没有附上",
    "{file} holds the number of a person's identity or bank card and was not attached",
)
_WITHOUT = Wording("删去这些号码再试", "delete those numbers and try again")


@dataclass(frozen=True)
class Request:
    """How files are laid out: the date in their properties, what is asked of the PDFs, contents made anew or not."""

    created: dt.date | None = None
    demands: Demands = field(default_factory=Demands)
    update: bool = False


@dataclass(frozen=True)
class Setting:
    """The work of laying one Word file out, as it is sent to whoever does it."""

    file: Place
    name: str
    request: Request = field(repr=False)

    def __call__(self, desk: Desk) -> Product:
        """Lay the file out. Raises InputError where it cannot be opened, ConversionError where it cannot be set."""
        request, docx = self.request, _content(self.file)
        docx = typeset.renew_contents(docx) if request.update else docx
        document = typeset.read(docx, markup=request.demands.markup)
        laid_out = typeset.set_document(document, created=request.created, demands=request.demands)
        filed = desk.put(self.name, laid_out.pdf, kind=self.name)
        warnings = [[warning.say("zh"), warning.say("en")] for warning in laid_out.warnings]
        return Product(
            (filed,), notes={"pages": laid_out.pages, "foot": typeset.free_foot(document), "warnings": warnings}
        )


def attachment(file: Place) -> Attachment:
    """Return a file to ride along in a PDF, for anyone who gets it to read.

    Raises InputError where it cannot be opened or looked through, PolicyError where it holds numbers of persons.
    """
    content = _content(file)
    if PurePath(f"{file}").suffix.lower() not in _READABLE:
        raise InputError(_UNREADABLE.fill(file=file), _AS_TEXT)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(_UNREADABLE.fill(file=file), _AS_TEXT) from error
    if personal_number(text):
        raise PolicyError(_PERSONAL.fill(file=file), _WITHOUT)
    return Attachment(PurePath(f"{file}").name, content)


def typeset_all(
    targets: Mapping[Place, tuple[Place, str]], request: Request, workers: Crew, *, keep: bool
) -> Iterator[Event]:
    """Lay files out, each to a name in a folder; yield what happens. ``keep``: what was done is remembered there."""
    folders: dict[Place, list[tuple[Place, str]]] = {}
    for file, (folder, name) in targets.items():
        folders.setdefault(folder, []).append((file, name))
    plans = (Plan(f"{place}", partial(lot, place, files, request, keep=keep)) for place, files in folders.items())
    return run(plans, workers)


def lot(folder: Place, files: Iterable[tuple[Place, str]], request: Request, *, keep: bool) -> Lot:
    """Return files to be laid out into one folder as jobs; each appears as soon as it is finished."""
    files = list(files)
    return Lot(folder, jobs(files, request), len(files), together=False, remembered=keep)


def jobs(files: Iterable[tuple[Place, str]], request: Request) -> Iterator[Job]:
    """Yield the work of laying each file out, under the name that its PDF gets."""
    demands = request.demands
    riding = [(each.name, publish.digest(each.content)) for each in demands.attachments]
    asked = [demands.standards, demands.system_fonts, demands.strict_fonts, demands.markup, riding]
    own = folder_digest(demands.fonts) if demands.fonts else ""
    recipe = {"demands": fingerprint([request.created, request.update, asked]), **wares(), "own fonts": own}
    for file, name in files:
        plain = str(PurePosixPath(name).with_suffix(""))
        yield Job(plain, (name,), Setting(file, name, request), {"file": _digest(file), **recipe})


def _digest(file: Place) -> str:
    """Return the digest of a file; whoever lays it out tells if it cannot be opened."""
    try:
        with fetched(file) as here:
            return publish.digest(here.read_bytes())
    except (OSError, InputError):
        return _ABSENT


def _content(file: Place) -> bytes:
    try:
        with fetched(file) as here:
            return here.read_bytes()
    except OSError as error:
        raise InputError(_CANNOT_OPEN.fill(file=file, reason=because(error)), _CHECK_PATH) from error
