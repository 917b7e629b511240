"""Many files in one call, by either engine; what stops one of them does not stop the others."""

import datetime as dt
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from docgen.diagnostics import Wording
from docgen.errors import ConversionError, DocgenError, InputError
from docgen.typeset import Demands, office, renew_contents, typeset
from docgen.typeset.office import Foreign
from docgen.typeset.result import Typeset

_THREADS = 2  # more would wait for each other: half of the work is Python's
_AT_ONCE = 16  # results that may wait to be taken
_CANNOT_OPEN = Wording("打不开 {file}：{reason}", "{file} cannot be opened: {reason}")
_CHECK_PATH = Wording("检查文件名和所在文件夹是否写对", "check the spelling of the file name and its folder")
_OFFICE_FAILED = Wording("LibreOffice 转换不了 {file}", "LibreOffice cannot convert {file}")
_OPEN_IT = Wording("在 LibreOffice 中打开它看看，另存后再试", "open it in LibreOffice, save it anew and try again")

Outcome = Typeset | DocgenError


def by_typst(
    files: Sequence[Path], *, created: dt.date | None, demands: Demands, update: bool = False
) -> Iterator[Outcome]:
    """Yield the PDF of each DOCX, or what stopped it, in order.

    ``update``: tables of contents are made anew; page numbers are those of the pages in any case.
    """

    def one(file: Path) -> Typeset:
        try:
            docx = file.read_bytes()
        except OSError as error:
            raise _unreadable(file, error) from error
        docx = renew_contents(docx) if update else docx
        return next(typeset([docx], created=created, demands=demands))

    with ThreadPoolExecutor(_THREADS) as pool:  # Typst lets Python go on while it sets
        for start in range(0, len(files), _AT_ONCE):
            for pending in [pool.submit(one, file) for file in files[start : start + _AT_ONCE]]:
                error = pending.exception()
                yield error if isinstance(error, DocgenError) else pending.result()


def by_libreoffice(files: Sequence[Path], *, update: bool = False) -> Iterator[Outcome]:
    """Yield the PDF of each file that LibreOffice knows, or what stopped it, in order.

    ``update``: fields and tables of contents are brought up to date. Raises ConversionError where there is no
    LibreOffice.
    """
    read = [_foreign(file) for file in files]
    laid_out = office.convert([document for document in read if isinstance(document, Foreign)], update=update)
    for file, document in zip(files, read, strict=True):
        if isinstance(document, InputError):
            yield document
        else:
            yield next(laid_out) or ConversionError(_OFFICE_FAILED.fill(file=file), _OPEN_IT)


def _foreign(file: Path) -> Foreign | InputError:
    try:
        return Foreign(file.suffix, file.read_bytes())
    except OSError as error:
        return _unreadable(file, error)


def _unreadable(file: Path, error: OSError) -> InputError:
    return InputError(_CANNOT_OPEN.fill(file=file, reason=error.strerror), _CHECK_PATH)
