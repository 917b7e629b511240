"""The score sheet as a spreadsheet: a row for each expert and alliance; only what is to be filled can be changed."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import ceil
from typing import Any, Final, NamedTuple

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from docgen.model import Alliance, Round
from docgen.model.round import Application, Expert, Score
from docgen.programme import Programme
from docgen.rounds.topics import code, sheets
from docgen.scores.questions import CONCLUSION, MARK, MUST_CHANGE, REASON, TEXTS, TOTAL, labels
from docgen.spreadsheets import saved

KEYS: Final = "docgen:scores"
_CODE, _ALLIANCE, _EXPERT, _NUMBER, _STATE = KEYS, "alliance", "expert", "number", "state"
_FIXED: Final = {_CODE: "", _ALLIANCE: "联盟", _EXPERT: "专家", _NUMBER: "编号"}
_WIDTHS: Final = {_ALLIANCE: 36, _EXPERT: 10, _NUMBER: 12, TOTAL: 7, CONCLUSION: 13, _STATE: 8, REASON: 24}
_WRAPPED: Final = (_ALLIANCE, *TEXTS, MUST_CHANGE, REASON)
_TEXT_WIDTH, _MARK_WIDTH, _LINE_PT = 30, 10, 16
_KEY_ROW, _HEAD_ROW, _FIRST_ROW = 3, 4, 5
_SONG, _HEI = "宋体", "黑体"
_LINE = Side(style="thin", color="FF7F7F7F")
_HEAVY = Side(style="medium", color="FF404040")
_HEAD, _OPEN, _SHUT = (PatternFill("solid", fgColor=each) for each in ("FFD9E2EC", "FFFFFFFF", "FFE4E4E4"))
_HALF = PatternFill("solid", bgColor="FFFFE699")
_GUIDE = (
    "只填白色的格：照评估表录入，一份一行。灰色的行是回避的，不填。会上才提出回避的，不打分，在“回避理由”中写明。"
    "须修改内容一行一项（换行按 Alt+Enter）。录完后运行 docgen scores collect。"
)


class _Row(NamedTuple):
    """One line of the sheet: who marks which alliance, why not if not, and what is in the round file already."""

    application: Application
    expert: Expert
    number: str
    recused: str | None
    score: Score | None


def workbook(review: Round, alliances: Mapping[str, Alliance], programme: Programme) -> bytes:
    """Return the score sheet of a round as XLSX, with what the round file has already."""
    book = Workbook()
    page = book.active
    page.title = "评分"
    columns = _columns(programme)
    places = {key: get_column_letter(place) for place, key in enumerate(columns, start=1)}
    _head(page, review, columns)
    last = _FIRST_ROW - 1
    for application in review.alliances:
        for number, row in enumerate(_rows(review, application)):
            last += 1
            _write(page, last, _values(row, alliances[application.id].profile.name, programme, review), columns, places)
            _dress(page, last, columns, recused=row.recused is not None, first=number == 0)
    _validate(page, programme, places, last)
    _set_up(page, columns, places, last)
    return saved(book)


def _columns(programme: Programme) -> dict[str, str]:
    """Return the columns from the left: key and heading."""
    called = labels(programme)
    marks = {f"{MARK}{each.id}": f"{each.title}\n（{each.points}分）" for each in programme.evaluation.criteria}
    rest = (TOTAL, CONCLUSION, *TEXTS, MUST_CHANGE, REASON)
    return {**_FIXED, **marks, **{key: called[key] for key in rest}, _STATE: "状态"}


def _rows(review: Round, application: Application) -> Iterator[_Row]:
    numbers = {(each.expert.id, each.application.id): each.number for each in sheets(review)}
    for expert in review.assigned(application.id):
        pair = (expert.id, application.id)
        recusal = review.recusal(*pair)
        yield _Row(application, expert, numbers.get(pair, ""), recusal.reason if recusal else None, review.score(*pair))


def _values(row: _Row, alliance: str, programme: Programme, review: Round) -> dict[str, Any]:
    """Return what stands in a row by key of its column."""
    score = row.score
    values: dict[str, Any] = {
        _CODE: code(review.meeting.id, row.expert.id, row.application.id),
        _ALLIANCE: alliance,
        _EXPERT: row.expert.name,
        _NUMBER: row.number or "回避",
        REASON: row.recused,
    }
    if score:
        values |= {f"{MARK}{name}": _whole(mark) for name, mark in score.marks.items()}
        values |= {name: getattr(score, name) for name in TEXTS}
        values[CONCLUSION] = programme.evaluation.conclusions.get(score.conclusion)
        values[MUST_CHANGE] = "\n".join(score.must_change) or None
    return values


def _whole(mark: Decimal) -> int | Decimal:
    return int(mark) if mark == mark.to_integral_value() else mark


def _write(
    page: Worksheet, number: int, values: Mapping[str, Any], columns: Mapping[str, str], places: Mapping[str, str]
) -> None:
    for key, value in values.items():
        cell = page[f"{places[key]}{number}"]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # a text that begins with = is no formula
    if values[REASON] is not None:
        page[f"{places[_STATE]}{number}"] = "回避"
        return
    marks = [places[key] for key in columns if key.startswith(MARK)]
    given, concluded = f"COUNT({marks[0]}{number}:{marks[-1]}{number})", f'{places[CONCLUSION]}{number}<>""'
    page[f"{places[TOTAL]}{number}"] = f'=IF({given}={len(marks)},SUM({marks[0]}{number}:{marks[-1]}{number}),"")'
    state = f'IF({given}=0,"未录",IF(AND({given}={len(marks)},{concluded}),"齐","不全"))'
    page[f"{places[_STATE]}{number}"] = f'=IF({places[REASON]}{number}<>"","回避",{state})'


def _head(page: Worksheet, review: Round, columns: Mapping[str, str]) -> None:
    last = get_column_letter(len(columns))
    for number, (text, font, height) in enumerate(
        ((f"{review.meeting.title}　评分录入表", Font(_HEI, 16), 30), (_GUIDE, Font(_SONG, 11), 34)), start=1
    ):
        page.merge_cells(f"B{number}:{last}{number}")
        page[f"B{number}"] = text
        page[f"B{number}"].font = font
        page[f"B{number}"].alignment = Alignment(vertical="center", wrap_text=True)
        page.row_dimensions[number].height = height
    for place, (key, title) in enumerate(columns.items(), start=1):
        page.cell(_KEY_ROW, place, key)
        cell = page.cell(_HEAD_ROW, place, title)
        cell.font, cell.fill = Font(_HEI, 11), _HEAD
        cell.alignment = Alignment("center", "center", wrap_text=True)
        cell.border = Border(_LINE, _LINE, _HEAVY, _HEAVY)
    page.row_dimensions[_KEY_ROW].hidden = True
    page.row_dimensions[_HEAD_ROW].height = 48


def _dress(page: Worksheet, number: int, columns: Mapping[str, str], *, recused: bool, first: bool) -> None:
    for place, key in enumerate(columns, start=1):
        cell = page.cell(number, place)
        text = key in _WRAPPED
        open_ = not recused and key not in _FIXED and key not in (TOTAL, _STATE)
        cell.protection = Protection(locked=not open_)
        cell.fill = _OPEN if open_ or not (recused or key in (TOTAL, _STATE)) else _SHUT
        cell.font = Font(_SONG, 11, color="FF7F7F7F" if recused else "FF000000")
        cell.alignment = Alignment("left" if text else "center", "center", wrap_text=True)
        cell.border = Border(_LINE, _LINE, _HEAVY if first else _LINE, _LINE)
    texts = {key: str(page.cell(number, place).value or "") for place, key in enumerate(columns, start=1)}
    wrapped = {key: text.splitlines() for key, text in texts.items() if key in _WRAPPED}
    lines = max(sum(ceil(2 * len(line) / _width(key)) for line in text) for key, text in wrapped.items())
    page.row_dimensions[number].height = _LINE_PT * max(2, lines)


def _width(key: str) -> int:
    """Return the width of a column in the letters of a spreadsheet; a Chinese character takes two."""
    return _WIDTHS.get(key, _MARK_WIDTH if key.startswith(MARK) else _TEXT_WIDTH)


def _validate(page: Worksheet, programme: Programme, places: Mapping[str, str], last: int) -> None:
    """Refuse marks out of range and unknown conclusions as they are typed."""
    whole = programme.review.step == programme.review.step.to_integral_value()
    for criterion in programme.evaluation.criteria:
        column = places[f"{MARK}{criterion.id}"]
        check = DataValidation(
            "whole" if whole else "decimal", operator="between", formula1="0", formula2=str(criterion.points)
        )
        check.errorTitle, check.error = criterion.title, f"0到{criterion.points}分，取{programme.review.step}的整倍数。"
        check.promptTitle, check.prompt = criterion.title, f"0到{criterion.points}分"
        _apply(page, check, f"{column}{_FIRST_ROW}:{column}{last}")
    words = ",".join(programme.evaluation.conclusions.values())
    check = DataValidation("list", formula1=f'"{words}"', errorTitle="评估结论", error="从列表中选一项。")
    _apply(page, check, f"{places[CONCLUSION]}{_FIRST_ROW}:{places[CONCLUSION]}{last}")
    state = f"${places[_STATE]}{_FIRST_ROW}"
    area = f"{places[_NUMBER]}{_FIRST_ROW}:{places[_STATE]}{last}"
    page.conditional_formatting.add(area, FormulaRule([f'{state}="不全"'], fill=_HALF))


def _apply(page: Worksheet, check: DataValidation, area: str) -> None:
    check.showErrorMessage = check.showInputMessage = True
    check.add(area)
    page.add_data_validation(check)


def _set_up(page: Worksheet, columns: Mapping[str, str], places: Mapping[str, str], last: int) -> None:
    """Fix the heads, keep what is not to be filled, and make it print on sheets of A4."""
    for key, column in places.items():
        page.column_dimensions[column].width = _width(key)
    page.column_dimensions["A"].hidden = True
    page.freeze_panes = f"{places[next(key for key in columns if key.startswith(MARK))]}{_FIRST_ROW}"
    page.protection.enable()
    page.protection.formatColumns = page.protection.formatRows = page.protection.autoFilter = False
    page.auto_filter.ref = f"A{_HEAD_ROW}:{places[_STATE]}{last}"
    page.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.75)
    page.oddFooter.center.text = "第 &P 页　共 &N 页"
    page.sheet_view.zoomScale = 90
