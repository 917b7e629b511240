"""docxtpl's Subdoc: a document inside a document, from a file or made with python-docx."""

import importlib
import io
from typing import IO, Any

from docgen.diagnostics import Wording
from docgen.errors import InputError
from docgen.render.inset import Inset

_NO_PYTHON_DOCX = Wording("没有安装 python-docx", "python-docx is not installed")
_INSTALL_IT = Wording(
    "不给出文件的 new_subdoc() 用它来写：pip install python-docx；或者给出一个做好的文件。",
    "new_subdoc() without a file is written with it: pip install python-docx; or name a file that is ready.",
)


class Subdoc(Inset):
    """A document for ``{{p value }}``; what one asks of it, ``add_paragraph`` and so on, python-docx does.

    ``whole`` is the file, ``given`` whether it is the user's own: else it is the template, of which only the styles
    count.
    """

    def __init__(self, whole: bytes, *, given: bool) -> None:
        super().__init__(whole, "subdocument")
        self._document: Any = None
        if not given:
            self._document = _opened(io.BytesIO(whole))
            body = self._document.element.body
            body[:] = [child for child in body if child.tag.endswith("}sectPr")]

    def __getattr__(self, name: str) -> Any:
        """Return what a document of python-docx has under this name."""
        if name.startswith("_"):
            raise AttributeError(name)
        if self._document is None:
            self._document = _opened(io.BytesIO(super().package()))
        return getattr(self._document, name)

    def package(self) -> bytes:
        """Return the file as it is by now."""
        if self._document is None:
            return super().package()
        buffer = io.BytesIO()
        self._document.save(buffer)
        return buffer.getvalue()


def _opened(file: IO[bytes]) -> Any:
    try:
        return importlib.import_module("docx").Document(file)
    except ImportError as error:
        raise InputError(_NO_PYTHON_DOCX, _INSTALL_IT) from error
