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
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

import pypdf
from pypdf.errors import PyPdfError

from docgen.diagnostics import Wording
from docgen.errors import ConversionError
from docgen.shipped import FONTS
from docgen.typeset.press.faces import NAMES
from docgen.typeset.result import Typeset

_PROGRAMS = ("soffice", "libreoffice")
_OLDEST = 7
_BATCH = 40
_START_SECONDS = 60.0  # a first start on a slow disk
_FILE_SECONDS = 20.0
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
    told = _run([program, "--version"], _START_SECONDS)
    version = re.search(r"\d+(?:\.\d+)+", told)
    if version is None or int(version[0].partition(".")[0]) < _OLDEST:
        raise ConversionError(_TOO_OLD.fill(version=version[0] if version else ""), _INSTALL)
    return Office(program, version[0])


def convert(
    documents: Sequence[Foreign], *, file_seconds: float = _FILE_SECONDS, start_seconds: float = _START_SECONDS
) -> Iterator[Typeset | None]:
    """Yield the PDF of each document in order, ``None`` for one that LibreOffice cannot convert.

    What is missing after a start of many (one may hang or crash it) is tried once more alone. Raises ConversionError
    where there is no LibreOffice.
    """
    office = probe()
    for start in range(0, len(documents), _BATCH):
        batch = documents[start : start + _BATCH]
        made = _start(office, batch, start_seconds + file_seconds * len(batch))
        for document, result in zip(batch, made, strict=True):
            alone = result is None and len(batch) > 1
            yield _start(office, [document], start_seconds + file_seconds)[0] if alone else result


def _start(office: Office, documents: Sequence[Foreign], seconds: float) -> list[Typeset | None]:
    """Start LibreOffice once for all of ``documents``."""
    with tempfile.TemporaryDirectory(prefix="docgen-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        files = [folder / f"{number}{document.suffix}" for number, document in enumerate(documents)]
        for file, document in zip(files, documents, strict=True):
            file.write_bytes(document.content)
        (folder / "fonts.conf").write_text(_font_settings(folder), "utf-8")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        options = ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(folder / "pdf")]
        command = [office.program, profile, *options, *map(str, files)]
        _run(command, seconds, FONTCONFIG_FILE=str(folder / "fonts.conf"))
        return [_whole(folder / "pdf" / f"{file.stem}.pdf") for file in files]


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
