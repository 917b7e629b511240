"""The fee form pays what the programme says, and no number of anybody gets anywhere else."""

import io
import json
from decimal import Decimal
from pathlib import Path

import pypdf
import pytest

from docgen.programme import load
from docgen.shipped import SAMPLES, TEMPLATES
from tests.conftest import ROUND

FEES = load("xiamen-2008", [TEMPLATES]).review.fees
SENIOR, OTHER = FEES.grades
ID, ACCOUNT = "000000190001010000", "0000000000000000019"  # visibly nobody's: no such place, and a wrong check digit


@pytest.fixture
def fees(tmp_path: Path) -> Path:
    """A fee file of the sample round, with numbers that cannot be anybody's."""
    grades, days = {7: "other"}, {2: "1.5"}
    lines = [
        f"  - {{expert: e{number}, grade: {grades.get(number, 'senior')}, days: {days.get(number, '1')},\n"
        f"     id_number: '{ID}', bank: 虚构银行示例支行, account: '{ACCOUNT}'}}"
        for number in range(1, 8)
    ]
    file = tmp_path / "fees.yaml"
    head = (
        f"docgen: 1\nround: {SAMPLES / 'xiamen-2008' / ROUND}\npaid_on: 2008-12-05\nkeep_until: 2011-12-31\npayees:\n"
    )
    file.write_text(head + "\n".join(lines) + "\n", "utf-8")
    return file


def words(folder):
    text = "".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO((folder / "review-fees.pdf").read_bytes())).pages
    )
    return "".join(text.split())


def test_the_form_says_who_gets_how_much_and_lies_alone_in_its_folder(fees, run, tmp_path):
    done = run("fees", fees, "-o", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["review-fees.docx", "review-fees.pdf"]
    said = words(tmp_path / "out")
    assert said.count(ID) == said.count(ACCOUNT) == 7
    assert "1.58001,280961,184" in said
    assert "合计税前人民币伍仟柒佰捌拾元整5,780" in said
    assert "2011年12月31日后销毁" in said


def test_no_number_is_told_in_a_warning_or_an_error(fees, run, tmp_path):
    done = run("fees", fees, "-o", tmp_path / "out")
    assert done.output.count("warning FEE-04") == 7
    assert "陆示例的身份证号校验码不对" in done.output
    text = fees.read_text("utf-8")
    fees.write_text(
        text.replace("grade: other", f"grade: '{ID}'").replace("expert: e2", f"expert: '{ACCOUNT}'"), "utf-8"
    )
    wrong = run("fees", fees, "-o", tmp_path / "none")
    assert wrong.exit_code == 3
    assert "FEE-01" in wrong.output
    assert "FEE-03" in wrong.output
    misfit = text.replace("days: 1,", f"days: {ID},").replace("bank: 虚构银行示例支行", f"bank: [{ACCOUNT}]")
    fees.write_text(misfit, "utf-8")
    unfit = run("fees", fees, "-o", tmp_path / "none")
    assert unfit.exit_code == 3
    for output in (done.output, wrong.output, unfit.output):
        assert ID not in output
        assert ACCOUNT not in output
    assert not (tmp_path / "none").exists()


def test_neither_the_papers_of_the_meeting_nor_their_manifest_know_of_it(fees, run, tmp_path):
    assert (
        run("review", SAMPLES / "xiamen-2008" / ROUND, "-o", tmp_path / "r", "--only", "review-agenda").exit_code == 0
    )
    manifest = json.loads((tmp_path / "r/manifest.json").read_text("utf-8"))
    assert "fees" not in json.dumps(manifest)
    assert run("review", SAMPLES / "xiamen-2008" / ROUND, "-o", tmp_path / "r", "--only", "review-fees").exit_code == 3


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("expert: e2", "expert: e1"), "error FEE-02 陆示例列了两次"),
        (("keep_until: 2011", "keep_until: 2007"), "error FEE-06"),
        (("days: 1.5", "days: 1.3"), "FIT-"),
    ],
)
def test_what_is_wrong_stops_it(fees, run, tmp_path, change, code):
    fees.write_text(fees.read_text("utf-8").replace(*change), "utf-8")
    done = run("fees", fees, "-o", tmp_path / "out")
    assert done.exit_code == 3
    assert code in done.output


def test_who_reviewed_and_is_not_paid_is_named(fees, run, tmp_path):
    text = fees.read_text("utf-8")
    fees.write_text(text[: text.index("  - {expert: e7")], "utf-8")
    done = run("fees", fees, "-o", tmp_path / "out")
    assert done.exit_code == 0
    assert "warning FEE-05 鲍样例参加了评审，不在发放表中" in done.output


@pytest.mark.parametrize(
    ("days", "paid"), [("0.5", "480"), ("1", "800"), ("1.5", "1280"), ("2", "1600"), ("3", "2000"), ("3.5", "2240")]
)
def test_half_days_and_later_days_are_paid_by_their_share(days, paid):
    assert FEES.fee(SENIOR, Decimal(days)) == Decimal(paid)


@pytest.mark.parametrize(
    ("paid", "tax"),
    [
        ("0", "0"),
        ("800", "0"),
        ("1280", "96"),
        ("4000", "640"),
        ("4000.01", "640"),
        ("30000", "5200"),
        ("70000", "15400"),
    ],
)
def test_tax_is_withheld_as_the_law_has_it(paid, tax):
    assert FEES.tax.tax(Decimal(paid)) == Decimal(tax)


def test_files_with_numbers_of_people_are_never_committed():
    ignored = (Path(__file__).parents[2] / ".gitignore").read_text("utf-8").splitlines()
    assert {"fees*.yaml", "*fees.yaml", "review-fees.*"} <= set(ignored)
