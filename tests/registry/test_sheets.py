import csv
import io
from datetime import date, datetime

import openpyxl
import pytest

from docgen.errors import RegistryError
from docgen.registry import Certificate, Entry, Event
from docgen.registry.sheets import export, read
from tests.registry.conftest import DAY, LED, act, face

HEAD = "证书编号,类别,单位名称,统一社会信用代码,联盟名称,称号,颁发单位,发证日期,有效期至,依据,经办人\n"
ROW = "1号,试点单位,甲,,软件联盟,软件联盟试点单位,市科技局、市发改委,2009-01-05,2011年1月4日,旧〔2009〕1号,老周\n"
KINDS = {"试点单位": "pilot", "引领单位": "demonstration"}


def certificate(number, unit, event=Event.ISSUED):
    return Certificate(number, (Entry(1, number, act(event), face(unit), "", ""),))


@pytest.fixture
def written(tmp_path):
    def written(text):
        path = tmp_path / "old.csv"
        path.write_text(text, "utf-8")
        return path

    return written


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_is_exported_is_read_in_again(tmp_path, form):
    path = tmp_path / f"register.{form}"
    path.write_bytes(
        export([certificate("厦联试〔2009〕1-1号", "甲"), certificate("厦联试〔2009〕1-2号", "=1+1")], form)
    )
    first, second = read(path, who="周样例", kinds=KINDS)
    assert (first.number, first.face.unit, first.face.issued_on) == ("厦联试〔2009〕1-1号", "甲", DAY)
    assert (second.face.unit, second.face.issuers) == ("=1+1", face("x").issuers)
    assert first.act == act()


def test_a_name_that_looks_like_a_formula_is_no_formula():
    sheet = openpyxl.load_workbook(io.BytesIO(export([certificate("1", "=HYPERLINK(1)")], "xlsx"))).active
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=HYPERLINK(1)", "s")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_same_register_gives_the_same_bytes(form):
    assert export([certificate("1", "甲")], form) == export([certificate("1", "甲")], form)


def test_an_export_says_how_each_certificate_stands_on_a_day():
    def statuses(on):
        found = [certificate("1", "甲"), certificate("2", "乙", Event.REVOKED)]
        rows = csv.DictReader(io.StringIO(export(found, "csv", on=on).decode("utf-8-sig")))
        return [row["状态"] for row in rows]

    assert statuses(date(2011, 1, 9)) == ["有效", "已撤销"]
    assert statuses(date(2011, 1, 10)) == ["已失效", "已撤销"]


def test_an_old_register_is_read_with_its_dates_and_clerks(written):
    (old,) = read(written(HEAD + ROW), who="周样例", kinds=KINDS)
    assert (old.face.kind, old.face.expires_on, old.act.who) == ("pilot", date(2011, 1, 4), "老周")
    assert (old.act.on, old.act.basis, old.face.issuers) == (
        date(2009, 1, 5),
        "旧〔2009〕1号",
        ("市科技局", "市发改委"),
    )


@pytest.mark.parametrize(
    ("said", "title", "kind"),
    [
        ("引领单位", "软件联盟试点单位", "demonstration"),
        ("", "软件联盟引领单位", "demonstration"),
        ("", "先进集体", "pilot"),
        ("别的", "软件联盟试点单位", "别的"),
    ],
)
def test_a_kind_is_what_the_sheet_says_or_else_its_title_or_else_the_usual_one(written, said, title, kind):
    row = ROW.replace("1号,试点单位", f"1号,{said}").replace("软件联盟试点单位", title)
    (old,) = read(written(HEAD + row), who="周样例", kinds=KINDS)
    assert old.face.kind == kind


def test_an_export_calls_the_units_as_their_title_does():
    named = Certificate("1", (Entry(1, "1", act(), face("甲", kind="demonstration", title=f"{LED}引领单位"), "", ""),))
    other = Certificate("2", (Entry(2, "2", act(), face("甲", kind="demonstration", title="先进集体"), "", ""),))
    rows = csv.DictReader(io.StringIO(export([named, other], "csv").decode("utf-8-sig")))
    assert [row["类别"] for row in rows] == ["引领单位", "demonstration"]


def test_dates_may_be_those_of_a_spreadsheet(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(HEAD.strip().split(","))
    book.active.append([*ROW.strip().split(",")[:7], datetime(2009, 1, 5), None])
    book.save(tmp_path / "old.xlsx")
    (old,) = read(tmp_path / "old.xlsx", who="周样例", kinds=KINDS)
    assert (old.face.issued_on, old.face.expires_on, old.act.who) == (date(2009, 1, 5), None, "周样例")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("编号,单位\n1,甲\n", "缺少列：证书编号、单位名称"),
        (HEAD + ROW.replace(",甲,", ",,"), "第 2 行没有填写“单位名称”"),
        (HEAD + ROW + "\n" + ROW.replace("2009-01-05", "去年"), "第 4 行的日期“去年”读不懂"),
        (HEAD + ROW.replace("2011年1月4日", "2011-02-30"), "第 2 行的日期“2011-02-30”读不懂"),
        ("", "缺少列"),
    ],
)
def test_a_row_that_cannot_be_read_is_told(written, text, said):
    with pytest.raises(RegistryError) as told:
        read(written(text), who="周样例", kinds=KINDS)
    assert said in told.value.message.zh


@pytest.mark.parametrize("name", ["none.xlsx", "none.csv", "text.xlsx"])
def test_a_file_that_is_no_spreadsheet_is_told(tmp_path, name):
    (tmp_path / "text.xlsx").write_text(LED, "utf-8")
    with pytest.raises(RegistryError, match="cannot be opened"):
        read(tmp_path / name, who="周样例", kinds=KINDS)
