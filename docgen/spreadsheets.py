"""Workbooks as files: the same content gives the same bytes."""

import io
import re
import zipfile

import openpyxl

_STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest time that a ZIP can say
_TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def saved(book: openpyxl.Workbook) -> bytes:
    """Return a workbook as XLSX without the time of its making."""
    made, target = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _TIME.sub(b"1980-01-01T00:00:00Z", content)
            copy.writestr(zipfile.ZipInfo(name, _STAMP), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
