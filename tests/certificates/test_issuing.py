import io
import shutil
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from docgen import certificates, publish
from docgen.certificates import Look, Order
from docgen.certificates.desk import Desk
from docgen.certificates.pressing import Pressing
from docgen.errors import PolicyError, RegistryError
from docgen.programme import load
from docgen.registry import Event, Register, Status
from docgen.shipped import SAMPLES, TEMPLATES

LED = SAMPLES / "xiamen-2008" / "led.yaml"
NOTICE = "厦科联〔2009〕1号"
FIRST, SECOND = "厦联试〔2009〕1-1号", "厦联试〔2009〕1-2号"


@pytest.fixture
def order(tmp_path):
    """An order of the clerk's, on a day of 2009, in a register of its own."""

    def order(month=1, day=10, basis=NOTICE, why="授予称号"):
        return Order(date(2009, month, day), "周样例", why, basis, str(tmp_path / "register.sqlite"))

    return order


@pytest.fixture(scope="module")
def issued(tmp_path_factory):
    """An issue to all members of the sample: its folder with the register in it."""
    home = tmp_path_factory.mktemp("issued")
    ordered = Order(date(2009, 1, 10), "周样例", "授予称号", NOTICE, str(home / "register.sqlite"))
    return home, certificates.issue(LED, home / "led", "pilot", ordered)


@pytest.fixture
def office(issued, tmp_path):
    """A copy of that issue, to go on with."""
    shutil.copytree(issued[0], tmp_path, dirs_exist_ok=True)
    return tmp_path / "led"


def edited(tmp_path, *edits):
    text = LED.read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "edited.yaml"
    path.write_text(text, "utf-8")
    return path


def words(pdf):
    return "".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages).replace("\n", "").replace(" ", "")


def test_every_member_is_issued_one_certificate_that_says_what_the_register_keeps(issued, led):
    _, made = issued
    assert [certificate.face.unit for certificate in made.certificates] == [member.name for member in led.members]
    for certificate in made.certificates:
        face, pdf = certificate.face, made.folder / f"{certificate.number}.pdf"
        assert publish.digest(pdf.read_bytes()) == face.file
        assert (made.folder / f"{certificate.number}.docx").exists()
        text = words(pdf)
        for part in (certificate.number, face.unit, face.title, *face.issuers, "二〇〇九年一月十日", "有效期二年"):
            assert part in text
        assert (face.issued_on, face.expires_on) == (date(2009, 1, 10), date(2011, 1, 9))


def test_one_pdf_holds_all_certificates_in_order_and_the_list_names_them(issued):
    _, made = issued
    book = pypdf.PdfReader(made.folder / f"all-{NOTICE}.pdf")
    assert len(book.pages) == len(made.certificates)
    for page, certificate in zip(book.pages, made.certificates, strict=True):
        assert certificate.number in page.extract_text().replace(" ", "").replace("\n", "")
    roll = words(made.folder / f"list-{NOTICE}.pdf")
    places = [(roll.index(certificate.face.unit), roll.index(certificate.number)) for certificate in made.certificates]
    assert places == sorted(places)
    assert f"依据：{NOTICE}" in roll


def test_every_pdf_of_an_issue_but_the_printers_is_archival_and_accessible(issued):
    _, made = issued
    papers = [(made.folder / name).read_bytes() for name in made.files if name.endswith(".pdf") and "all" not in name]
    assert papers
    for pdf in papers:
        assert b"<pdfaid:conformance>A<" in pdf
        assert b"<pdfuaid:part>1<" in pdf


def test_issuing_the_same_again_elsewhere_gives_the_same_bytes(issued, tmp_path, order):
    _, made = issued
    again = certificates.issue(LED, tmp_path / "led", "pilot", order())
    assert again.files == made.files
    for name in made.files:
        assert (tmp_path / "led" / name).read_bytes() == (made.folder / name).read_bytes()


def test_a_second_issue_by_the_same_notice_is_refused_and_changes_nothing(office, order):
    before = {path.name: path.read_bytes() for path in office.iterdir()}
    with pytest.raises(RegistryError) as told:
        certificates.issue(LED, office, "pilot", order())
    assert "都已经有有效的证书" in told.value.message.zh
    assert {path.name: path.read_bytes() for path in office.iterdir()} == before


def test_a_gate_that_is_not_passed_stops_the_issue_before_a_number_is_taken(tmp_path, order):
    file = edited(tmp_path, ("厦门市发展和改革委员会, opinion: agree", "厦门市发展和改革委员会, opinion: revise"))
    with pytest.raises(PolicyError) as told:
        certificates.issue(file, tmp_path / "out", "pilot", order())
    assert [finding.code for finding in told.value.findings] == ["CERT-03"]
    assert "--draft" not in told.value.hint.zh
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "register.sqlite").exists()


def test_a_paper_that_cannot_be_made_gives_its_number_back(tmp_path, order, monkeypatch):
    def fail(*_, **__):
        raise OSError("the press is out of ink")

    monkeypatch.setattr(Pressing, "__call__", fail)
    with pytest.raises(OSError, match="ink"):
        certificates.issue(LED, tmp_path / "out", "pilot", order())
    with Register(order().register) as register:
        assert register.verify().reserved == ()


def test_papers_that_are_not_recorded_are_taken_back(tmp_path, order, monkeypatch):
    def fail(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(Register, "record", fail)
    with pytest.raises(KeyboardInterrupt):
        certificates.issue(LED, tmp_path / "out", "pilot", order())
    assert list((tmp_path / "out").glob("*.pdf")) == []


def test_two_clerks_who_issue_the_same_at_once_leave_one_set_of_papers_and_of_entries(tmp_path, order, monkeypatch):
    planned, made = Desk.lot, []

    def overtaken(*arguments, **others):
        if not made:
            made.append(None)
            certificates.issue(LED, tmp_path / "out", "pilot", order())
        return planned(*arguments, **others)

    monkeypatch.setattr(Desk, "lot", overtaken)
    with pytest.raises(RegistryError, match="not reserved"):
        certificates.issue(LED, tmp_path / "out", "pilot", order())
    with Register(order().register) as register:
        recorded = register.certificates()
        assert len(recorded) == register.verify().entries == 8
        for certificate in recorded:
            paper = tmp_path / "out" / f"{certificate.number}.pdf"
            assert publish.digest(paper.read_bytes()) == certificate.face.file


def test_a_new_member_is_issued_a_certificate_by_a_later_notice(office, tmp_path, order):
    late = edited(
        tmp_path,
        ("      - 厦门市光电子示范行业协会\n", "      - 厦门市光电子示范行业协会\n" + LATER),
        ("objectives:  ", MEMBER + "objectives:  "),
        ("partners: [yuan]", "partners: [yuan, xinlai]"),
    )
    made = certificates.issue(late, office, "pilot", order(7, 1, "厦科联〔2009〕7号"))
    assert [(c.number, c.face.unit) for c in made.certificates] == [("厦联试〔2009〕1-9号", "厦门新来光学有限公司")]
    assert (office / f"{FIRST}.pdf").exists()
    assert (office / f"all-{NOTICE}.pdf").exists()


MEMBER = """  - id: xinlai
    name: 厦门新来光学有限公司
    kind: enterprise
    uscc: 91350200MA34NEW091
    legal_representative: 新示例
    contact: {name: 新样本, phone: "0592-0000009", email: xin@xinlai.example}
    address: 厦门市示例路9号
    contribution: {cash: 0, in_kind: 20, staff: 3}

"""
LATER = """  - kind: pilot
    number: 厦科联〔2009〕7号
    issued_on: 2009-06-20
    title: 厦门市半导体照明产业技术创新战略联盟试点单位
    members: [厦门新来光学有限公司]
"""


def test_a_lost_certificate_is_issued_again_with_its_number_marked_and_dated(office, order):
    made = certificates.renew(Event.REISSUED, SECOND, LED, office, order(3, 1, "补发申请", "遗失"))
    (found,) = made.certificates
    assert (found.number, found.reissues, found.face.issued_on) == (SECOND, 1, date(2009, 1, 10))
    text = words(office / f"{SECOND}（补） 2009-03-01.pdf")
    assert f"证书编号：{SECOND}（补）" in text
    assert "二〇〇九年一月十日" in text
    assert "（二〇〇九年三月一日补发）" in text
    assert (office / f"{SECOND}.pdf").exists()


def test_a_reissue_that_would_say_something_else_is_refused_and_a_correction_is_made(office, tmp_path, order):
    renamed = edited(tmp_path, ("厦门海曜光电（集团）有限公司", "厦门海曜光电集团股份有限公司"))
    with pytest.raises(RegistryError) as told:
        certificates.renew(Event.REISSUED, SECOND, renamed, office, order(3, 1))
    assert "登记的是“厦门海曜光电（集团）有限公司”" in told.value.message.zh
    made = certificates.renew(Event.CORRECTED, SECOND, renamed, office, order(3, 2, "更名通知", "更名"))
    assert made.certificates[0].face.unit == "厦门海曜光电集团股份有限公司"
    text = words(office / f"{SECOND} 2009-03-02.pdf")
    assert "厦门海曜光电集团股份有限公司" in text
    assert "补" not in text


def test_a_certificate_of_another_alliance_is_not_made_from_this_file(office, order):
    with pytest.raises(RegistryError, match="has no member"):
        certificates.renew(Event.REISSUED, SECOND, SAMPLES / "xiamen-2008/biomedicine.yaml", office, order(3, 1))


def test_a_revoked_certificate_is_not_renewed(office, order):
    assert certificates.revoke(FIRST, order(4, 1, "厦科联〔2009〕9号", "退出联盟")).status() is Status.REVOKED
    with pytest.raises(RegistryError, match="revoked"):
        certificates.renew(Event.REISSUED, FIRST, LED, office, order(5, 1))


def test_terms_that_are_over_are_recorded_once(office, order, tmp_path):
    late = Order(date(2011, 1, 10), "周样例", "有效期届满", "", order().register)
    assert len(certificates.expire(late)) == 8
    assert certificates.expire(late) == []


def test_an_old_register_is_taken_in_and_numbers_go_on_from_it(tmp_path, order):
    sheet = tmp_path / "old.csv"
    sheet.write_text(
        "证书编号,单位名称,联盟名称,称号,颁发单位,发证日期\n"
        "厦联试〔2009〕1-1号,甲公司,软件联盟,软件联盟试点单位,厦门市科学技术局、厦门市发展和改革委员会,2009年1月5日\n"
        "老字第7号,乙公司,软件联盟,软件联盟试点单位,厦门市科学技术局,2008-12-1\n",
        "utf-8",
    )
    programme = load("xiamen-2008", [TEMPLATES])
    assert certificates.adopt(sheet, programme, order(1, 6, "旧登记簿")) == [FIRST, "老字第7号"]
    made = certificates.issue(LED, tmp_path / "led", "pilot", order())
    assert made.certificates[0].number == "厦联试〔2009〕2-1号"
    with Register(order().register) as register:
        assert register.find(FIRST).history[0].act.on == date(2009, 1, 5)
        assert register.verify().faults == ()


def test_the_pdf_of_all_is_one_that_readers_open(issued):
    _, made = issued
    content = (made.folder / f"all-{NOTICE}.pdf").read_bytes()
    assert pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"]["/Lang"] == "zh-CN"


def test_a_duplicate_says_the_same_and_that_it_is_one(tmp_path, order):
    made = certificates.issue(LED, tmp_path / "led", "pilot", replace(order(), look=Look(duplicates=True)))
    original, duplicate = (words(made.folder / f"{SECOND}{mark}.pdf") for mark in ("", "（副本）"))
    assert duplicate.replace("（副本）", "") == original
    assert f"证书编号：{SECOND}（副本）" in duplicate
    assert len(pypdf.PdfReader(made.folder / f"all-{NOTICE}.pdf").pages) == 2 * len(made.certificates)
    assert {certificate.number for certificate in made.certificates} == {f"厦联试〔2009〕1-{n}号" for n in range(1, 9)}
