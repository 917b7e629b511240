"""The packets of a round: a book for each expert, and one for the archive of each alliance."""

import json
import re
import shutil

import pypdf
import pytest
from click.testing import CliRunner
from pikepdf import Pdf

from docgen.cli import main
from docgen.documents import documents
from docgen.programme import load
from docgen.shipped import SAMPLES, TEMPLATES

ROUND = SAMPLES / "xiamen-2008/rounds/2008-2/round.yaml"
EXPERTS = ("陆示例", "吴样例", "康示例", "邵样例", "沈样例", "蒙样例", "鲍样例")
UNITS = ("东海示范理工大学", "华东软件产业示范研究院", "福建省示范经济研究中心", "厦门示范会计师事务所")
LED, MACHINERY, SOFTWARE = (f"厦门市{industry}产业技术创新战略联盟" for industry in ("半导体照明", "工程机械", "软件"))


def packed(file, folder, *options):
    return CliRunner().invoke(main, ["packet", str(file), "-o", str(folder), "-j", "1", *options])


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """All packets of the sample round."""
    folder = tmp_path_factory.mktemp("whole")
    done = packed(ROUND, folder)
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def copied(tmp_path, whole):
    """The sample round in a folder of its own, to be changed, and its packets as they were made."""
    shutil.copytree(SAMPLES / "xiamen-2008", tmp_path / "samples")
    shutil.copytree(whole, tmp_path / "made")
    return tmp_path / "samples/rounds/2008-2/round.yaml", tmp_path / "made"


def names(folder):
    return sorted(f"{path.relative_to(folder)}" for path in folder.rglob("*.pdf") if ".docgen" not in path.parts)


def text(page):
    return re.sub(r"\s", "", page.extract_text())


def said(path):
    return "".join(text(page) for page in pypdf.PdfReader(path).pages)


def outlined(reader):
    """The lines of the outline, as level, title and number."""
    labels = reader.page_labels

    def lines(items, level):
        for item in items:
            if isinstance(item, list):
                yield from lines(item, level + 1)
            else:
                yield level, item.title, labels[reader.get_destination_page_number(item)]

    return list(lines(reader.outline, 1))


def test_there_is_a_packet_for_each_expert_and_for_the_archive_of_each_alliance(whole):
    assert names(whole) == [
        *(f"archive/{name}.pdf" for name in ("led", "machinery", "software")),
        *(f"experts/e{number}.pdf" for number in range(1, 8)),
    ]
    assert json.loads((whole / "report.json").read_text("utf-8"))["failed"] == 0


def test_a_packet_holds_what_the_programme_says_in_its_order(whole):
    lines = outlined(pypdf.PdfReader(whole / "experts/e1.pdf"))
    titles = [(level, title) for level, title, _ in lines if level < 4]
    begin = titles.index((1, LED))
    assert titles[:begin] == [
        (1, "评审须知和议程"),
        (2, "评审须知"),
        (2, "评审会议程"),
        (1, "申报联盟一览表"),
    ]
    assert [title for level, title in titles if level == 1][2:] == [LED, MACHINERY, SOFTWARE, "校验页"]
    theirs = [title for level, title in titles[begin + 1 :] if level == 2][:4]
    assert theirs == ["专家评估表", "工作方案", "联盟协议", "附件"]
    assert (3, "成员单位营业执照、法人证书一览") in titles


def test_every_alliance_begins_on_a_right_hand_page_and_the_contents_name_it(whole):
    reader = pypdf.PdfReader(whole / "experts/e1.pdf")
    listed = re.sub(r"[.…\s]", "", "".join(page.extract_text() for page in reader.pages[2:4]))
    for level, title, number in outlined(reader):
        if level == 1:
            assert int(number) % 2 == 1
            assert f"{title}{number}" in listed


def test_the_number_stands_on_every_page_that_is_not_blank(whole):
    reader = pypdf.PdfReader(whole / "experts/e2.pdf")
    for page, label in list(zip(reader.pages, reader.page_labels, strict=True))[2::4]:
        if words := text(page).replace("吴样例2008-2", ""):
            assert f"汇编第{label}页" in words


def test_a_recused_expert_gets_no_material_of_that_alliance_and_a_printed_row(whole):
    reader = pypdf.PdfReader(whole / "experts/e2.pdf")
    assert [title for level, title, _ in outlined(reader) if level == 1][2:4] == [MACHINERY, SOFTWARE]
    guide = text(reader.pages[4])
    assert f"回避{LED}不评审，材料不装入：任职于成员单位福建示范大学" in guide
    assert "2008-2-2-2" in guide
    assert "2008-2-1-2" not in guide


def test_every_page_bears_the_name_of_the_holder(whole):
    reader = pypdf.PdfReader(whole / "experts/e4.pdf")
    assert all("邵样例2008-2" in words for page in reader.pages[::5] if (words := text(page)))
    assert reader.metadata.title == "评审材料汇编（邵样例）"


def test_the_archive_holds_what_came_of_the_review(whole):
    lines = outlined(pypdf.PdfReader(whole / "archive/led.pdf"))
    theirs = [title for level, title, _ in lines if level == 2]
    assert [title for title in theirs if "表" in title or "意见" in title or "清单" in title][-5:] == [
        "申报联盟一览表",
        "形式审查表",
        "专家评分汇总表",
        "专家组意见",
        "须修改内容清单",
    ]


def test_only_what_is_asked_for_is_made_and_the_rest_stays(copied):
    file, folder = copied
    before = names(folder)
    done = packed(file, folder, "--expert", "e2", "--alliance", "software", "--explain")
    assert done.exit_code == 0, done.output
    assert set(names(folder)) - set(before) == {"experts/e2/software.pdf"}
    assert set(before) < set(names(folder))
    assert [title for level, title, _ in outlined(pypdf.PdfReader(folder / "experts/e2/software.pdf")) if level == 1][
        2:
    ] == [SOFTWARE, "校验页"]


def test_each_alliance_may_be_a_packet_of_its_own(copied):
    file, folder = copied
    assert packed(file, folder, "--apart", "--only", "expert", "--expert", "e3").exit_code == 0
    assert [name for name in names(folder) if name.startswith("experts/e3/")] == [
        "experts/e3/led.pdf",
        "experts/e3/software.pdf",
    ]


def test_copies_are_an_original_and_duplicates(copied):
    file, folder = copied
    assert packed(file, folder, "--only", "archive", "--copies", "3", "--alliance", "led").exit_code == 0
    for number, mark in ((1, "正本第1号"), (2, "副本第2号"), (3, "副本第3号")):
        assert mark in text(pypdf.PdfReader(folder / f"archive/led-{number}.pdf").pages[0])


def test_an_anonymous_packet_names_no_expert(copied):
    file, folder = copied
    options = ("--anonymous", "--alliance", "software", "--expert", "e1")
    assert packed(file, folder, *options).exit_code == 0
    told = said(folder / "experts/e1/software.pdf")
    assert "专家1（组长）" in told
    assert not [name for name in (*EXPERTS, *UNITS) if name in told]
    assert "任成员单位厦门港通物流软件有限公司技术顾问" not in told


def test_a_packet_is_protected_with_passwords_that_are_kept_nowhere(copied, monkeypatch):
    file, folder = copied
    monkeypatch.setenv("DOCGEN_OWNER_PASSWORD", "owner-s3cr3t")
    monkeypatch.setenv("DOCGEN_OPEN_PASSWORD", "open-s3cr3t")
    assert packed(file, folder, "--protect", "--only", "archive", "--alliance", "led").exit_code == 0
    with Pdf.open(folder / "archive/led.pdf", password="open-s3cr3t") as pdf:
        assert (pdf.encryption.R, pdf.allow.print_highres, pdf.allow.extract) == (6, True, False)
    kept = (path for path in folder.rglob("*") if path.is_file())
    assert not [path for path in kept if b"s3cr3t" in path.read_bytes()]


def test_an_archive_is_a_pdf_a_where_its_attachments_are(copied):
    file, folder = copied
    asked = ("--archival", "--only", "archive", "--alliance", "led")
    before = (folder / "archive/led.pdf").read_bytes()
    told = packed(file, folder, *asked)
    assert told.exit_code == 7
    assert "attachments/led-letter.pdf：没有声明是 PDF/A" in told.output
    assert (folder / "archive/led.pdf").read_bytes() == before
    paper = next((folder / ".docgen/papers").rglob("review-agenda.pdf"))
    for attachment in (file.parent / "attachments").glob("led-*.pdf"):
        shutil.copy(paper, attachment)
    done = packed(file, folder, *asked)
    assert done.exit_code == 0, done.output
    with Pdf.open(folder / "archive/led.pdf") as pdf, pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "2B"
        assert metadata["dc:title"] == f"{pdf.docinfo.Title}"


def test_a_packet_for_the_archives_is_never_protected(tmp_path):
    done = packed(ROUND, tmp_path / "made", "--archival", "--protect")
    assert done.exit_code == 2
    assert "PDF/A 不能加密" in done.output
    assert not (tmp_path / "made").exists()


def test_what_has_not_changed_is_not_bound_again(copied):
    file, folder = copied
    again = packed(file, folder, "--explain")
    assert "做了 0 件" in again.output
    changed = file.read_text("utf-8").replace("0592-0000400", "0592-0000499")
    file.write_text(changed, "utf-8")
    told = packed(file, folder, "--explain", "--expert", "e1", "--expert", "e2").output
    assert [line for line in told.splitlines() if "experts/e1：" in line and "secretary" in line]
    assert "做了 2 件" in told


def test_a_file_of_an_alliance_that_changes_is_bound_anew_for_its_reviewers_only(copied):
    file, folder = copied
    attachment = file.parent / "attachments/led-letter.pdf"
    shutil.copy(file.parent / "attachments/software-letter.pdf", attachment)
    told = packed(file, folder, "--explain").output
    made = {line.split("：")[0].split()[-1] for line in told.splitlines() if "attachments/led-letter.pdf 变了" in line}
    assert made == {"archive/led", *(f"experts/e{number}" for number in (1, 3, 4, 5, 6, 7))}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--expert", "e11"), "没有专家“e11”"),
        (("--alliance", "leds"), "没有联盟“leds”"),
        (("--expert", "e2", "--alliance", "led"), "没有要装的册"),
    ],
)
def test_what_cannot_be_made_is_told(tmp_path, options, told):
    done = packed(ROUND, tmp_path, *options)
    assert done.exit_code == 3
    assert told in done.output


def test_a_round_with_an_undeclared_conflict_is_not_packed(copied):
    file, folder = copied
    written = file.read_text("utf-8")
    file.write_text(
        written.replace("  - {expert: e2, alliance: led, reason: 任职于成员单位福建示范大学}\n", ""), "utf-8"
    )
    done = packed(file, folder)
    assert done.exit_code == 4
    assert "COI-01" in done.output


def test_options_of_rounds_are_refused_for_a_packet_file(tmp_path, run):
    (tmp_path / "packet.yaml").write_text("文件格式: 1\n", "utf-8")
    done = run("packet", tmp_path / "packet.yaml", "-o", tmp_path / "p.pdf", "--expert", "e1")
    assert done.exit_code == 2
    assert "--expert" in done.output


@pytest.mark.parametrize("city", sorted(path.parent.name for path in TEMPLATES.glob("*/programme.yaml")))
def test_every_kind_that_a_packet_holds_is_a_document_of_the_programme(city):
    programme = load(city, [TEMPLATES])
    kinds = {document.kind for document in documents(programme)}
    packed = {paper.kind for packing in programme.packet.values() for part in packing.parts for paper in part.kinds}
    assert set(programme.packet) == {"expert", "archive"}
    assert packed <= kinds


def test_another_city_binds_in_another_order(tmp_path):
    meeting = """
docgen: 1
programme: shili-2021
round: {id: 2021-1, title: 示例市评审会, held_on: 2021-07-05, organiser: 示例市科学技术局, place: 示例楼, host: 周样例}
alliances: [{file: marine.yaml, attachments: [letter.pdf]}]
experts:
"""
    experts = "".join(
        f"  - {{id: x{n}, name: 王样例{n}, unit: 第{n}样例大学, leader: {'true' if n == 1 else 'false'}}}\n"
        for n in range(1, 6)
    )
    (tmp_path / "round.yaml").write_text(meeting + experts, "utf-8")
    shutil.copy(SAMPLES / "shili-2021/marine.yaml", tmp_path)
    shutil.copy(SAMPLES / "xiamen-2008/rounds/2008-2/attachments/led-letter.pdf", tmp_path / "letter.pdf")
    done = packed(tmp_path / "round.yaml", tmp_path / "out", "--expert", "x1")
    assert done.exit_code == 0, done.output
    reader = pypdf.PdfReader(tmp_path / "out/experts/x1.pdf")
    lines = [title for level, title, _ in outlined(reader) if level < 3]
    assert lines[:4] == ["申报联盟一览表", "评审须知和议程", "评审会议程", "评审须知"]
    assert lines[5:9] == ["联盟协议", "工作方案", "专家评估表", "证明材料"]
    assert "第1页" in text(reader.pages[4])


def test_the_packets_are_the_same_whoever_makes_them(whole, tmp_path):
    options = ["-o", str(tmp_path), "-j", "2", "--only", "archive", "--alliance", "led"]
    assert CliRunner().invoke(main, ["packet", str(ROUND), *options]).exit_code == 0
    assert (tmp_path / "archive/led.pdf").read_bytes() == (whole / "archive/led.pdf").read_bytes()
