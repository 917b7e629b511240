"""LibreOffice as the other engine, for files that are no DOCX and for comparison.

Every call has a profile of its own, many files per start and a time limit, and leaves no process behind. LibreOffice
ends with 0 even where it failed, so that only a whole PDF counts as success.
"""

import io
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import pypdf
from pypdf.errors import PyPdfError

from docgen.diagnostics import Wording
from docgen.errors import ConversionError
from docgen.shipped import FONTS
from docgen.typeset import refreshing
from docgen.typeset.press.faces import NAMES
from docgen.typeset.result import Typeset

_PROGRAMS = ("soffice", "libreoffice")
_OLDEST = 7
_BATCH = 40
_WORKERS = 2
_ABSENT = Wording("没有找到 LibreOffice（soffice）", "LibreOffice (soffice) was not found")
_TOO_OLD = Wording("LibreOffice {version} 太旧，或者启动不了", "LibreOffice {version} is too old, or does not start")
_INSTALL = Wording(
    "安装 LibreOffice 7 或更新的版本，或去掉 --engine libreoffice，用内置的排版引擎",
    "install LibreOffice 7 or newer, or drop --engine libreoffice to use the embedded engine",
)


class Foreign(NamedTuple):
    """A file for LibreOffice: its suffix (".doc") and its bytes."""

    suffix: str
    content: bytes


class Office(NamedTuple):
    """A LibreOffice on this machine."""

    program: str
    version: str


def probe() -> Office:
    """Return the LibreOffice of this machine; raise ConversionError where it is absent, too old or does not start."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise ConversionError(_ABSENT, _INSTALL)
    told = _run([program, "--version"], 60.0)
    version = re.search(r"\d+(?:\.\d+)+", told)
    if version is None or int(version[0].partition(".")[0]) < _OLDEST:
        raise ConversionError(_TOO_OLD.fill(version=version[0] if version else ""), _INSTALL)
    return Office(program, version[0])


class Pace(NamedTuple):
    """How long LibreOffice may take, in seconds: to start, and for each file."""

    start: float = 60.0  # a first start on a slow disk
    file: float = 20.0


_USUAL = Pace()


def convert(documents: Sequence[Foreign], *, pace: Pace = _USUAL, update: bool = False) -> Iterator[Typeset | None]:
    """Yield the PDF of each document in order, ``None`` for one that LibreOffice cannot convert.

    Two workers start it at once, each with a profile of its own. What is missing after a start of many (one may hang or
    crash it) is tried once more alone. ``update``: fields and tables of contents are brought up to date first. Raises
    ConversionError where there is no LibreOffice.
    """
    office = probe()
    size = max(1, min(_BATCH, -(-len(documents) // _WORKERS)))
    batches = [documents[start : start + size] for start in range(0, len(documents), size)]

    def converted(batch: Sequence[Foreign]) -> list[Typeset | None]:
        made = _start(office, batch, pace, update=update)
        if len(batch) == 1:
            return made
        pairs = zip(batch, made, strict=True)
        return [result or _start(office, [document], pace, update=update)[0] for document, result in pairs]

    with ThreadPoolExecutor(_WORKERS) as pool:
        for start in range(0, len(batches), _WORKERS):  # no more is begun than is being taken
            for made in pool.map(converted, batches[start : start + _WORKERS]):
                yield from made


def _start(office: Office, documents: Sequence[Foreign], pace: Pace, *, update: bool) -> list[Typeset | None]:
    """Start LibreOffice once for all of ``documents``."""
    seconds = pace.start + pace.file * len(documents)
    with tempfile.TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        files = [folder / f"{number}{document.suffix}" for number, document in enumerate(documents)]
        for file, document in zip(files, documents, strict=True):
            file.write_bytes(document.content)
        settings = folder / "fonts.conf"
        settings.write_text(_font_settings(folder), "utf-8")
        profile, out = folder / "profile", folder / "pdf"
        command = [office.program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        if update:
            out.mkdir()
            _run([*command, "--terminate_after_init"], pace.start, FONTCONFIG_FILE=str(settings))
            refreshing.install(profile)
            asked = [refreshing.call(files, out)]
        else:
            asked = ["--convert-to", "pdf", "--outdir", str(out), *map(str, files)]
        _run([*command, *asked], seconds, FONTCONFIG_FILE=str(settings))
        return [_whole(out / f"{file.stem}.pdf") for file in files]


def _run(command: list[str], seconds: float, **environment: str) -> str:
    """Run a program and all that it starts, for no longer than ``seconds``; return what it prints."""
    process = subprocess.Popen(  # noqa: S603 - the program is found by its name, the files are ours
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **environment},
        start_new_session=True,
        text=True,
    )
    try:
        return process.communicate(timeout=seconds)[0]
    except subprocess.TimeoutExpired:
        return ""
    finally:
        _end(process)


def _end(process: "subprocess.Popen[str]") -> None:
    """End a program with its children, and wait for it, so that no zombie is left."""
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.communicate()


def _whole(path: Path) -> Typeset | None:
    try:
        pdf = path.read_bytes()
        pages = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    except (OSError, PyPdfError):
        return None
    return Typeset(pdf, pages) if pages else None


def _font_settings(folder: Path) -> str:
    """Return a fontconfig file: the machine's fonts, and the shipped ones for the names that it does not have."""
    aliases = "".join(
        f'<alias binding="same"><family>{escape(name)}</family><accept><family>{face}</family></accept></alias>'
        for face, names in NAMES.items()
        for name in dict.fromkeys((*names, *(name.replace(" ", "-") for name in names)))
    )
    places = f"<dir>{escape(str(FONTS))}</dir><cachedir>{escape(str(folder))}/cache</cachedir>"
    system = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    return f"<fontconfig>{system}{places}{aliases}</fontconfig>"
