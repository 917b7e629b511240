"""Typst, embedded: fonts are loaded once per process, and nothing of the system is looked at."""

import datetime as dt
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, cast

import typst

from docgen.diagnostics import Wording
from docgen.errors import ConversionError
from docgen.typeset.press.job import BESIDE, Job
from docgen.typeset.press.standards import BEST, Standard, refusal
from docgen.typeset.press.typecase import Typecase

_PAGE_COUNT = re.compile(rb"/Type\s*/Pages\b.*?/Count (\d+)|/Count (\d+)[^>]*?/Type\s*/Pages", re.DOTALL)
MAX_SOURCE = 6_000_000  # characters, some 3,000 full pages, for which Typst takes about a gigabyte
_TOO_LONG = Wording("文档太长，排不了：约 {pages} 页", "the document is too long to be set: some {pages} pages")
_IN_PARTS = Wording("请分成几册，再用 docgen packet 汇编", "split it into several and put the PDFs together")
_CHARACTERS_A_PAGE = 1_900
_PREAMBLE = Path(__file__).with_name("preamble.typ")
_QUESTION = "question.typ"
_OPENING = f'#import "{_PREAMBLE.name}": *\n#show: paper\n'
_thread = threading.local()  # a Typst compiler serves one caller at a time


class _Attempt(NamedTuple):
    standards: tuple[Standard | Literal["a-3b"], ...]
    tags: bool = True


# PDF/A wants a date and all glyphs, PDF/UA a title and alternative texts; tags are a wish, too, should the engine
# stumble over them. Of the parts of PDF/A only the third may hold other files.
_DATED = (_Attempt(BEST), _Attempt(("a-2a",)), _Attempt(("a-2b",)))
_DATED_WITH_FILES = (_Attempt(("a-3a", "ua-1")), _Attempt(("a-3a",)), _Attempt(("a-3b",)))
_UNDATED = (_Attempt(("ua-1",)), _Attempt(()), _Attempt((), tags=False))


def _compiler(faces: Typecase) -> typst.Compiler:
    if getattr(_thread, "faces", None) is not faces:
        _thread.faces = faces
        _thread.compiler = typst.Compiler(b"", root=tempfile.gettempdir(), font_paths=faces.fonts)
    return cast("typst.Compiler", _thread.compiler)


def _answerer(faces: Typecase, folder: str) -> typst.Compiler:
    """Return the compiler that answers what stands in ``_QUESTION`` of any folder; it was made in one that has it."""
    if getattr(_thread, "asked_faces", None) is not faces:
        _thread.answerer = typst.Compiler(Path(folder, _QUESTION), root=folder, font_paths=faces.fonts)
        _thread.asked_faces = faces
    return cast("typst.Compiler", _thread.answerer)


def compile_pdf(source: str, job: Job, *, created: dt.date | None, standards: tuple[Standard, ...]) -> bytes:
    """Return the PDF of a Typst source: of all ``standards``, or else of as many as the document can satisfy.

    Raises ConversionError when Typst refuses the source, it is too long, or the document cannot satisfy ``standards``.
    """
    dated = _DATED_WITH_FILES if job.has_files else _DATED
    _refuse_too_long(source)
    opened = (_OPENING + source).encode()
    attempts = [_Attempt(standards)] if standards else [*(dated if created else ()), *_UNDATED]
    with _beside(job) as folder:
        for attempt in attempts:
            try:
                return _compile(_compiler(job.faces), opened, folder, created, attempt)
            except typst.TypstError as error:
                refused = error
    raise refusal(refused, standards) from refused


def ask(source: str, expressions: str, job: Job) -> str:
    """Return what the finished layout makes of some Typst expressions, as a JSON list.

    Raises ConversionError when Typst refuses the source.
    """
    _refuse_too_long(source)
    asked = f"{_OPENING}{source}\n#context [#metadata(({expressions},))<answer>]"
    with _beside(job, {_QUESTION: asked.encode()}) as folder:
        try:
            return _answerer(job.faces, folder).query("<answer>", field="value", one=True, root=folder)
        except typst.TypstError as error:
            raise refusal(error, ()) from error


def _refuse_too_long(source: str) -> None:
    if len(source) > MAX_SOURCE:
        raise ConversionError(_TOO_LONG.fill(pages=len(source) // _CHARACTERS_A_PAGE), _IN_PARTS)


@contextmanager
def _beside(job: Job, more: Mapping[str, bytes] = MappingProxyType({})) -> Iterator[str]:
    """Yield the folder where a source finds the preamble, the pictures of its job if it has any, and ``more`` files."""
    files = {**more, **({BESIDE: b"".join(job.assets)} if job.assets else {})}
    if not files:
        yield str(_PREAMBLE.parent)
        return
    with tempfile.TemporaryDirectory(prefix="docgen-") as folder:
        shutil.copyfile(_PREAMBLE, Path(folder, _PREAMBLE.name))
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        yield folder


def _compile(compiler: typst.Compiler, source: bytes, folder: str, created: dt.date | None, attempt: _Attempt) -> bytes:
    moment = dt.datetime.combine(created or dt.date(1980, 1, 1), dt.time(), dt.UTC)
    pdf = compiler.compile(
        input=source,
        root=folder,
        timestamp=moment,
        format="pdf",
        pdf_standards=list(attempt.standards) or None,
        pdf_tags=attempt.tags,
    )
    return cast("bytes", pdf)


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF of this compiler has."""
    return max(int(first or second) for first, second in _PAGE_COUNT.findall(pdf))
