"""The register as a spreadsheet: exported for a report, and an old one read in; XLSX or CSV, with Chinese headings."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from docgen.diagnostics import Wording, because
from docgen.errors import RegistryError
from docgen.registry.entries import Act, Event, Face
from docgen.registry.standing import Certificate
from docgen.spreadsheets import saved

STATUSES = {"in_force": "有效", "revoked": "已撤销", "expired": "已失效"}
_HEADINGS = (
    "证书编号",
    "类别",
    "单位名称",
    "统一社会信用代码",
    "联盟名称",
    "称号",
    "颁发单位",
    "发证日期",
    "有效期至",
    "状态",
    "补发次数",
    "依据",
    "事由",
    "经办人",
)
_NEEDED = ("证书编号", "单位名称", "联盟名称", "称号", "颁发单位", "发证日期")
_WIDTHS = (24, 10, 40, 22, 40, 46, 46, 12, 12, 8, 8, 24, 24, 10)

_UNREADABLE = Wording("打不开登记簿 {file}：{reason.zh}", "the register {file} cannot be opened: {reason.en}")
_FORMS = Wording("用 .xlsx 或者 UTF-8 的 .csv 文件", "use an .xlsx file or a .csv in UTF-8")
_NO_COLUMN = Wording("{file} 缺少列：{names}", "{file} lacks the columns {names}")
_HEADED = Wording(
    "第一行写列名；可以先用 export 导出一份看看", "the first row has the headings: see those of an export"
)
_NO_VALUE = Wording("{file} 第 {row} 行没有填写“{name}”", "row {row} of {file} has no {name}")
_NO_DAY = Wording("{file} 第 {row} 行的日期“{value}”读不懂", "row {row} of {file} has the unreadable date {value}")
_DAYS = Wording("日期写成 2009-01-10 或者 2009年1月10日", "write dates as 2009-01-10")


class Old(NamedTuple):
    """One certificate of an old register: its number, what it says, and how it was issued."""

    number: str
    face: Face
    act: Act


def export(certificates: Iterable[Certificate], form: str, *, on: date | None = None) -> bytes:
    """Return the register as ``xlsx`` or ``csv`` (UTF-8 with a mark, as Excel wants it), as it stands on a day."""
    rows = [_HEADINGS, *(_row(certificate, on) for certificate in certificates)]
    return _xlsx(rows) if form == "xlsx" else _csv(rows)


def read(file: Path, *, who: str, kinds: Mapping[str, str]) -> list[Old]:
    """Return the certificates of an old register; ``who`` recorded those that name nobody.

    ``kinds`` are the kinds by what their units are called; a row that says nothing of it is known by its title.

    Raises RegistryError for a file that cannot be read, for a missing column, value or date, with its row.
    """
    rows = _rows(file)
    headings = [str(cell or "").strip() for cell in next(rows, ())]
    missing = [name for name in _NEEDED if name not in headings]
    if missing:
        raise RegistryError(_NO_COLUMN.fill(file=file, names="、".join(missing)), _HEADED)
    filled = ((number, dict(zip(headings, row, strict=False))) for number, row in enumerate(rows, start=2) if any(row))
    return [_old(file, number, cells, who=who, kinds=kinds) for number, cells in filled]


def _row(certificate: Certificate, on: date | None) -> tuple[str | int, ...]:
    face, act = certificate.face, certificate.history[-1].act
    return (
        certificate.number,
        face.called,
        face.unit,
        face.unit_code,
        face.alliance,
        face.title,
        "、".join(face.issuers),
        face.issued_on.isoformat(),
        face.expires_on.isoformat() if face.expires_on else "",
        STATUSES[certificate.status(on)],
        certificate.reissues,
        act.basis,
        act.why,
        act.who,
    )


def _xlsx(rows: Iterable[tuple[str | int, ...]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "证书登记簿"
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.data_type = "n" if isinstance(cell.value, int) else "s"  # a name that begins with = is no formula
    for letter, width in zip("ABCDEFGHIJKLMN", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    return saved(book)


def _csv(rows: Iterable[tuple[str | int, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _rows(file: Path) -> Iterator[tuple[Any, ...]]:
    try:
        if file.suffix.lower() == ".csv":
            return iter([tuple(row) for row in csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline=""))])
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        try:
            return iter(list(book.worksheets[0].iter_rows(values_only=True)))
        finally:
            book.close()
    except (OSError, ValueError, KeyError, InvalidFileException, zipfile.BadZipFile, csv.Error) as error:
        raise RegistryError(_UNREADABLE.fill(file=file, reason=because(error)), _FORMS) from error


def _old(file: Path, row: int, cells: Mapping[str, Any], *, who: str, kinds: Mapping[str, str]) -> Old:
    def text(name: str) -> str:
        value = cells.get(name)
        return "" if value is None else str(value).strip()

    empty = next((name for name in _NEEDED if not text(name)), None)
    if empty:
        raise RegistryError(_NO_VALUE.fill(file=file, row=row, name=empty), _HEADED)
    issued, expires = (_day(file, row, cells.get(name)) for name in ("发证日期", "有效期至"))
    face = Face(
        kind=text("类别"),
        unit=text("单位名称"),
        unit_code=text("统一社会信用代码"),
        alliance=text("联盟名称"),
        title=text("称号"),
        issuers=tuple(part.strip() for part in text("颁发单位").split("、")),
        issued_on=issued or date.min,
        expires_on=expires,
    )
    act = Act(Event.ISSUED, face.issued_on, text("经办人") or who, text("事由"), text("依据"))
    return Old(text("证书编号"), replace(face, kind=_kind(face, kinds)), act)


def _kind(face: Face, kinds: Mapping[str, str]) -> str:
    """Return the kind of what an old register has: as it says, or as the title says, or else the usual one."""
    return kinds.get(face.kind or face.called) or face.kind or next(iter(kinds.values()))


def _day(file: Path, row: int, value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if value in (None, ""):
        return None
    year, month, day = [*re.split("[-/.年月日]", str(value).strip()), "", ""][:3]
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise RegistryError(_NO_DAY.fill(file=file, row=row, value=value), _DAYS) from error
