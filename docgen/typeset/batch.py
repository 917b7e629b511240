"""Many files of other formats in one call of LibreOffice; what stops one of them does not stop the others."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from docgen.diagnostics import Wording, because
from docgen.errors import ConversionError, DocgenError, InputError
from docgen.typeset import office
from docgen.typeset.office import Foreign
from docgen.typeset.result import Typeset

_CANNOT_OPEN = Wording("打不开 {file}：{reason.zh}", "{file} cannot be opened: {reason.en}")
_CHECK_PATH = Wording("检查文件名和所在文件夹是否写对", "check the spelling of the file name and its folder")
_OFFICE_FAILED = Wording("LibreOffice 转换不了 {file}", "LibreOffice cannot convert {file}")
_OPEN_IT = Wording("在 LibreOffice 中打开它看看，另存后再试", "open it in LibreOffice, save it anew and try again")

Outcome = Typeset | DocgenError


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
    return InputError(_CANNOT_OPEN.fill(file=file, reason=because(error)), _CHECK_PATH)
