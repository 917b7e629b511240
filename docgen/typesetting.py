"""Many Word files become PDFs at once: each is laid out again only if it, or what lays it out, has changed."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath

from docgen import publish, typeset
from docgen.batch import Crew, Event, Job, Lot, Plan, Product, folder_digest, run, wares
from docgen.diagnostics import Wording
from docgen.errors import InputError
from docgen.publish import Desk, Place, fetched
from docgen.render.reading import fingerprint
from docgen.typeset import Demands

_ABSENT = "absent"
_CANNOT_OPEN = Wording("打不开 {file}：{reason}", "{file} cannot be opened: {reason}")
_CHECK_PATH = Wording("检查文件名和所在文件夹是否写对", "check the spelling of the file name and its folder")


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
        (laid_out,) = typeset.typeset([docx], created=request.created, demands=request.demands)
        filed = desk.put(self.name, laid_out.pdf, kind=self.name)
        warnings = [[warning.say("zh"), warning.say("en")] for warning in laid_out.warnings]
        return Product((filed,), notes={"pages": laid_out.pages, "warnings": warnings})


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
    demands = request.demands
    demanded = fingerprint([request.created, request.update, demands.standards, demands.strict_fonts, demands.markup])
    own = folder_digest(request.demands.fonts) if request.demands.fonts else ""
    recipe = {"demands": demanded, **wares(), "own fonts": own}
    jobs = (_job(file, name, request, recipe) for file, name in files)
    return Lot(folder, jobs, len(files), together=False, remembered=keep)


def _job(file: Place, name: str, request: Request, recipe: Mapping[str, str]) -> Job:
    plain = str(PurePosixPath(name).with_suffix(""))
    return Job(plain, (name,), Setting(file, name, request), {"file": _digest(file), **recipe})


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
        raise InputError(_CANNOT_OPEN.fill(file=file, reason=error.strerror), _CHECK_PATH) from error
