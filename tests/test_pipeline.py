import zipfile

import pypdf
import pytest
from lxml import etree

from docgen.building import build
from docgen.errors import InputError, PolicyError
from docgen.pipeline import Order, check
from docgen.shipped import SAMPLES

LED = SAMPLES / "xiamen-2008" / "led.yaml"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

IN_READING = [
    # what is written, what is written instead, and the finding: code, line, column
    ("  short_name: ", "  名称: ", "SRC-10", 9, 3),
    ("光电子                     # one", "光电子 #one", "SRC-17", 11, 17),
    ("route: voluntary ", "route: volunteer ", "FIT-04", 12, 10),
    ("{start: 2008-11-20", "{start: 2008-11-31", "FIT-07", 20, 17),
    ("    address: 厦门市火炬", "    adress: 厦门市火炬", "FIT-01", 32, 5),
    ("{cash: 800", "{cash: 八百", "FIT-05", 36, 26),
    ("    core: true\n    seat: vice_chair", "    core: 对\n    seat: vice_chair", "FIT-04", 46, 11),
    ("address: 厦门市集美区示例大道", "address: &厦门市集美区示例大道", "SRC-11", 51, 14),
    ("unit: 种, by: 2013-06", "unit: 种, by: 2013-13", "FIT-07", 122, 74),
    ("单独核算，每年", "单独核算,每年", "SRC-15", 198, 62),
    ("quorum: 2/3", "quorum: 66%", "FIT-08", 215, 13),
    ("secrecy_years: 5", "secrecy_years: five", "FIT-04", 233, 18),
]
IN_THE_RULES = [
    ("seat: chair ", "seat: director ", "SEAT-01", 23, 1),
    ("91350200MA2XN0LG0D", "91350200MA2XN0LG0X", "CODE-01", 29, 11),
    ("（集团）", "(集团)", "NAME-01", 44, 11),
    ("{cash: 300,", "{cash: 310,", "MONEY-03", 63, 26),
    ("[minda, wuda]", "[mida, wuda]", "REF-01", 130, 16),
    ("2013-11\n    content: 建立", "2008-12\n    content: 建立", "DATE-02", 175, 10),
    ("budget: 560", "budget: 570", "MONEY-01", 183, 3),
    ("amount: 820", "amount: 850", "MONEY-02", 190, 3),
    ("论证、理事会批准，实行", "论证、理事会批准,实行", "SRC-15", 199, 46),
    ("quorum: 2/3", "quorum: 4/3", "GOV-01", 215, 13),
    ("guided_by: [厦门市科学技术局, ", "guided_by: [", "ELEM-09", 226, 3),
    ("厦门仲裁委员会", "厦门仲裁委员会或福州仲裁委员会", "AGR-03", 236, 45),
]


def written(path, edits):
    text = LED.read_text("utf-8").partition("\njoint_review:")[0]  # the notice says the names once more
    for old, new, *_ in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("faults", [IN_READING, IN_THE_RULES], ids=["reading", "rules"])
def test_twelve_seeded_faults_are_found_each_at_its_line_and_column_and_no_other(tmp_path, faults):
    found = check(written(tmp_path / "a.yaml", faults)).findings
    assert [(f.code, f.location.line, f.location.column) for f in found] == [tuple(fault[2:]) for fault in faults]
    assert len(found) == 12
    for finding in found:
        assert finding.message.zh
        assert finding.message.en
        assert finding.location.file == str(tmp_path / "a.yaml")


def test_the_samples_have_nothing_wrong(samples):
    assert len(samples) == 3
    for path in samples:
        assert check(path).findings == []


def test_a_file_that_cannot_be_read_fails_before_one_that_breaks_a_rule(tmp_path):
    unreadable = check(written(tmp_path / "a.yaml", IN_READING[:1]))
    breaking = check(written(tmp_path / "b.yaml", IN_THE_RULES[:1]))
    warned = check(written(tmp_path / "c.yaml", IN_THE_RULES[2:3]))
    assert [checked.exit_code for checked in (unreadable, breaking, warned)] == [3, 4, 0]
    with pytest.raises(InputError):
        unreadable.cleared(draft=True)
    with pytest.raises(PolicyError):
        breaking.cleared()
    assert breaking.cleared(draft=True) == (breaking.alliance, breaking.programme)
    assert warned.cleared()[0].profile.industry == "光电子"


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_building_twice_gives_the_same_bytes(tmp_path):
    build(LED, tmp_path / "one")
    build(LED, tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_progress_is_told_after_each_paper(tmp_path):
    told = []
    order = Order(only=["pilot-certificates"], formats=["docx"])
    build(LED, tmp_path, order, progress=lambda made, of: told.append((made, of)))
    assert told == [(number, 8) for number in range(1, 9)]


def test_pages_are_counted_for_every_pdf(tmp_path):
    built = build(LED, tmp_path, Order(only=["evaluation-sheet", "pilot-certificates"]))
    pdfs = [entry.path for entry in built.entries if entry.path.endswith(".pdf")]
    assert built.pages == {path: len(pypdf.PdfReader(tmp_path / path).pages) for path in pdfs}


def squeezed(text):
    return "".join(text.split())


def word_text(path):
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return squeezed("".join(node.text or "" for node in root.iter(f"{WORD}t")))


def pdf_text(path):
    return squeezed("".join(page.extract_text() for page in pypdf.PdfReader(path).pages))


LONG = "厦门" + "超长单位名称测试" * 7 + "公司"
HOSTILE = {
    "markup and tags": "A&D <检测> {{ 7*7 }} {% if %} {#x#} ]]> &amp;",
    "rare characters": "㛃𬭎䶮堃〇示例公司",
    "a dotted name": "阿卜杜拉·买买提示例中心",
    "sixty characters": LONG,
    "quotes and backslashes": "C:\\new \"引号\" '单引号' $x$ #h *b* _i_ @ref <br/>",
}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_hostile_names_come_through_to_word_and_pdf_whole(tmp_path, name):
    assert len(LONG) == 60
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    path = written(tmp_path / "a.yaml", [("厦门日昇智能照明有限公司", quoted)])
    build(path, tmp_path / "out", Order(draft=True))
    for kind in ("work-plan", "agreement", "pilot-certificates/rishen"):
        assert squeezed(name) in word_text(tmp_path / "out" / f"{kind}.docx")
        assert squeezed(name) in pdf_text(tmp_path / "out" / f"{kind}.pdf")


def test_tabs_and_line_breaks_in_a_text_come_through(tmp_path):
    path = written(
        tmp_path / "a.yaml",
        [("攻克4英寸外延片波长均匀性控制技术，建立在线检测与反馈工艺。", '"第一行\\n\\t第二行\\t尾"')],
    )
    build(path, tmp_path / "out", Order(only=["work-plan"]))
    for text in (word_text(tmp_path / "out" / "work-plan.docx"), pdf_text(tmp_path / "out" / "work-plan.pdf")):
        assert "第一行" in text
        assert "第二行" in text


def test_forty_members_come_through(tmp_path):
    names = [f"厦门第{number:02d}示范有限公司" for number in range(32)]
    members = "".join(
        f"  - {{id: m{number}, name: {name}, kind: enterprise, contribution: {{staff: 1}}}}\n"
        for number, name in enumerate(names)
    )
    path = written(tmp_path / "a.yaml", [("\nobjectives:", f"{members}\nobjectives:")])
    built = build(path, tmp_path / "out", Order(draft=True, formats=["docx", "pdf"], only=["work-plan", "agreement"]))
    assert not built.warnings
    for kind in ("work-plan", "agreement"):
        in_word = word_text(tmp_path / "out" / f"{kind}.docx")
        in_pdf = pdf_text(tmp_path / "out" / f"{kind}.pdf")
        assert all(name in in_word for name in names)
        assert all(name in in_pdf for name in names)


def test_a_draft_of_a_name_alone_is_made_with_blanks(tmp_path):
    (tmp_path / "a.yaml").write_text("docgen: 1\nprogramme: xiamen-2008\nalliance: {name: 厦门市示例联盟}\n", "utf-8")
    built = build(tmp_path / "a.yaml", tmp_path / "out", Order(draft=True))
    assert {entry.kind for entry in built.entries} == {"work-plan", "agreement", "evaluation-sheet"}
