"""A macro by which LibreOffice brings fields and tables of contents up to date before it prints."""

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

_BASIC = """Sub Print_Updated(listed As String)
  On Error Resume Next
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim pdf(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  pdf(0).Name = "FilterName" : pdf(0).Value = "writer_pdf_Export"
  Dim pairs, document, indexes, file, round, number
  pairs = Split(listed, "|")
  For file = 0 To UBound(pairs) Step 2
    document = StarDesktop.loadComponentFromURL(pairs(file), "_blank", 0, hidden())
    For round = 0 To 1
      document.refresh()
      indexes = document.getDocumentIndexes()
      For number = 0 To indexes.getCount() - 1
        indexes.getByIndex(number).update()
      Next
      document.getTextFields().refresh()
    Next
    document.storeToURL(pairs(file + 1), pdf())
    document.close(True)
  Next
  StarDesktop.terminate()
End Sub
"""
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
    'script:language="StarBasic">{basic}</script:module>'
)


def install(profile: Path) -> None:
    """Put the macro into a profile that LibreOffice has made; it overwrites what it finds when it makes one."""
    library = profile / "user" / "basic" / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    (library / "Module1.xba").write_text(_MODULE.format(basic=escape(_BASIC, {'"': "&quot;"})), "utf-8")


def call(files: Sequence[Path], folder: Path) -> str:
    """Return the argument by which LibreOffice prints ``files``, brought up to date, as PDFs in ``folder``."""
    pairs = (path.as_uri() for file in files for path in (file, folder / f"{file.stem}.pdf"))
    return f'macro:///Standard.Module1.Print_Updated("{"|".join(pairs)}")'
