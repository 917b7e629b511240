import hashlib

import pypdf
import pytest
from pikepdf import Pdf

from docgen.render import Template
from docgen.shipped import TEMPLATES
from tests.assemble.conftest import plain

SHEET = """
文件格式: 1
实施方案: xiamen-2008
标题: 评审材料汇编
副标题: 二〇〇八年度
编制单位: 厦门市科学技术局
日期: 2008-12-01
部分:
  - 标题: 甲联盟
    文件:
      - a.pdf
      - {路径: sheet.docx, 标题: 专家评估表}
  - 标题: 乙联盟
    节:
      - {标题: 附件, 文件: [a.pdf, b.pdf]}
"""


@pytest.fixture(scope="session")
def sheet_docx():
    """A Word file with nothing to fill in."""
    template = Template(TEMPLATES / "xiamen-2008" / "packet-contents" / "template.docx")
    return template.render({"packet": {"title": "x"}, "lines": []})


@pytest.fixture
def folder(tmp_path, sheet_docx):
    (tmp_path / "a.pdf").write_bytes(plain(3, "alpha"))
    (tmp_path / "b.pdf").write_bytes(plain(1, "beta"))
    (tmp_path / "sheet.docx").write_bytes(sheet_docx)
    (tmp_path / "packet.yaml").write_text(SHEET, "utf-8")
    return tmp_path


def written(folder, run, more="", name="packet.pdf"):
    (folder / "packet.yaml").write_text(SHEET + more, "utf-8")
    done = run("packet", folder / "packet.yaml", "-o", folder / name)
    assert done.exit_code == 0, done.output
    return pypdf.PdfReader(folder / name)


def text(page):
    return page.extract_text().replace(" ", "").replace("\u3000", "")


def test_a_packet_has_cover_contents_parts_and_checksums(folder, run):
    reader = written(folder, run)
    assert reader.page_labels == ["封面", "封面", "i", "ii", *(str(number) for number in range(1, 10))]
    cover, contents, last = (text(reader.pages[index]) for index in (0, 2, -1))
    assert "评审材料汇编" in cover
    assert "二〇〇八年十二月一日" in cover
    assert "甲联盟" in contents
    assert "专家评估表" in contents
    for path in ("a.pdf", "b.pdf", "sheet.docx"):
        assert hashlib.sha256((folder / path).read_bytes()).hexdigest()[:32] in last
    assert reader.metadata.author == "厦门市科学技术局"


def test_the_contents_name_the_page_on_which_each_file_stands(folder, run):
    reader = written(folder, run)
    contents = text(reader.pages[2])
    front = 4
    for title, words in (("乙联盟", "alpha1"), ("b", "beta1")):
        line = next(line for line in contents.split("\n") if line.startswith(title))
        number = int(line.rsplit(".", 1)[-1])
        assert words in text(reader.pages[front + number - 1])


def test_every_line_of_the_contents_leads_to_its_page(folder, run):
    reader = written(folder, run)
    links = [link.get_object()["/Dest"] for link in reader.pages[2]["/Annots"]]
    named = reader.named_destinations
    assert {"part-1", "part-1.1", "part-1.2", "part-2", "part-2.1", "part-2.1.1", "part-2.1.2", "part-3"} == set(links)
    assert set(links) == set(named)
    assert reader.get_destination_page_number(named["part-2"]) == 4 + 5 - 1


def test_copies_are_an_original_and_numbered_duplicates(folder, run):
    done = run("packet", _with(folder, "份数: 2"), "-o", folder / "p.pdf")
    assert done.exit_code == 0
    first, second = (text(pypdf.PdfReader(folder / f"p-{number}.pdf").pages[0]) for number in (1, 2))
    assert "正本第1号" in first
    assert "副本第2号" in second
    assert not (folder / "p.pdf").exists()


def test_the_same_packet_has_the_same_bytes(folder, run):
    for name in ("one.pdf", "two.pdf"):
        written(folder, run, "水印: 专家张三", name)
    assert (folder / "one.pdf").read_bytes() == (folder / "two.pdf").read_bytes()


def test_a_protected_packet_opens_with_its_password_and_forbids_what_it_should(folder, run):
    _with(folder, "保护: {所有者密码: owner, 打开密码: user, 允许: [print]}")
    assert run("packet", folder / "packet.yaml", "-o", folder / "p.pdf").exit_code == 0
    with Pdf.open(folder / "p.pdf", password="user") as pdf:
        assert (pdf.allow.print_highres, pdf.allow.extract) == (True, False)
        assert pdf.encryption.R == 6


def test_all_files_that_cannot_go_in_are_named_and_nothing_is_written(folder, run):
    (folder / "a.pdf").write_bytes(b"<html>")
    (folder / "b.pdf").unlink()
    done = run("packet", folder / "packet.yaml", "-o", folder / "p.pdf")
    assert done.exit_code == 7
    assert "a.pdf：不是 PDF" in done.output
    assert "b.pdf：打不开" in done.output
    assert not list(folder.glob("*p.pdf*"))


def test_a_word_file_that_is_none_is_named(folder, run):
    (folder / "sheet.docx").write_bytes(b"PK\x03\x04 cut off")
    done = run("packet", folder / "packet.yaml", "-o", folder / "p.pdf")
    assert done.exit_code == 7
    assert "sheet.docx：不是" in done.output


def test_a_wrong_key_is_told_at_its_place(folder, run):
    done = run("packet", _with(folder, "水银: 张三"), "-o", folder / "p.pdf")
    assert done.exit_code == 3
    assert "水印" in done.output


def test_a_wrong_stamp_is_told(folder, run):
    done = run("packet", _with(folder, '页码: "{seite}"'), "-o", folder / "p.pdf")
    assert done.exit_code == 7
    assert "{page}" in done.output


def test_a_packet_never_overwrites_what_goes_into_it(folder, run):
    before = (folder / "a.pdf").read_bytes()
    assert run("packet", folder / "packet.yaml", "-o", folder / "a.pdf").exit_code == 3
    assert (folder / "a.pdf").read_bytes() == before


def test_notices_are_told_with_the_file(folder, run):
    (folder / "b.pdf").write_bytes(plain(1, font="SimSun"))
    done = run("packet", folder / "packet.yaml", "-o", folder / "p.pdf")
    assert "b.pdf: 字体没有嵌入" in done.output


def _with(folder, more):
    path = folder / "packet.yaml"
    path.write_text(f"{SHEET}{more}\n", "utf-8")
    return path


def test_a_packet_for_the_archives_says_so_and_holds_word_files(folder, run):
    for name in ("a.pdf", "b.pdf"):
        (folder / name).unlink()
    text = SHEET.replace("a.pdf", "sheet.docx").replace("b.pdf", "sheet.docx")
    (folder / "packet.yaml").write_text(text, "utf-8")
    done = run("packet", folder / "packet.yaml", "-o", folder / "packet.pdf", "--archival")
    assert done.exit_code == 0, done.output
    with Pdf.open(folder / "packet.pdf") as pdf, pdf.open_metadata() as told:
        assert told.pdfa_status == "2B"


def test_plain_attachments_are_refused_for_the_archives_by_name_and_nothing_is_written(folder, run):
    done = run("packet", folder / "packet.yaml", "-o", folder / "packet.pdf", "--archival")
    assert done.exit_code == 7
    assert "a.pdf：没有声明是 PDF/A" in done.output
    assert "b.pdf：没有声明是 PDF/A" in done.output
    assert "sheet.docx：" not in done.output
    assert not (folder / "packet.pdf").exists()


def test_a_packet_for_the_archives_needs_a_date(folder, run):
    (folder / "packet.yaml").write_text(SHEET.replace("日期: 2008-12-01\n", ""), "utf-8")
    done = run("packet", folder / "packet.yaml", "-o", folder / "packet.pdf", "--archival")
    assert done.exit_code == 7
    assert "须写日期" in done.output
