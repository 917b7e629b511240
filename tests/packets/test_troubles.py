"""Attachments in every trouble in one packet of a round: each lands or is refused by name, and the rest is unharmed."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner

from docgen.cli import main
from docgen.shipped import SAMPLES, TEMPLATES
from tests.assemble.test_nasty import LANDS, REFUSED

ROUND = SAMPLES / "xiamen-2008/rounds/2008-2"
DOCX = TEMPLATES / "xiamen-2008/review-agenda/template.docx"
WHOLE, CUT_OFF = "Word file", "Word file whose text is cut off"
HERE = {name for name in REFUSED if name != "file that is not there"}  # the check of the round tells that one


@pytest.fixture(scope="module")
def bound(tmp_path_factory):
    """The packet of a round in which one alliance hands in all of them: what was told, and what it holds."""
    folder = tmp_path_factory.mktemp("troubles")
    shutil.copytree(ROUND.parents[1], folder / "xiamen-2008")
    here = folder / "xiamen-2008/rounds/2008-2"
    lines = []
    for number, name in enumerate([*LANDS, *sorted(HERE), WHOLE, CUT_OFF]):
        content = _content(name)
        (here / f"attachments/{number}.bin").write_bytes(content)
        lines.append(f'      - {{file: attachments/{number}.bin, title: "{name}"}}\n')
    text = (here / "round.yaml").read_text("utf-8")
    after = "      - {file: attachments/software-letter.pdf, title: 报送函, item: letter, original: true}\n"
    (here / "round.yaml").write_text(text.replace(after, "".join(lines) + after), "utf-8")
    options = ["-o", f"{folder / 'out'}", "--only", "archive", "--alliance", "software", "-j", "1"]
    done = CliRunner().invoke(main, ["packet", f"{here / 'round.yaml'}", *options])
    files = {name: f"attachments/{number}.bin" for number, name in enumerate([*LANDS, *sorted(HERE), WHOLE, CUT_OFF])}
    return done, files, _Book(folder / "out/archive/software.pdf"), folder / "out"


def _content(name):
    if name in {WHOLE, CUT_OFF}:
        return DOCX.read_bytes() if name == WHOLE else _without_text(DOCX.read_bytes())
    return LANDS[name][0]() if name in LANDS else REFUSED[name][0]()


def _without_text(docx):
    """A package whose document is no XML."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<w:document" if name == "word/document.xml" else source.read(name))
    return made.getvalue()


class _Book:
    """The packet: the first page of each thing that its outline names."""

    def __init__(self, path: Path) -> None:
        self.reader = pypdf.PdfReader(path)
        self.pages: dict[str, int] = {}
        self._walk(self.reader.outline)

    def _walk(self, items):
        for item in items:
            if isinstance(item, list):
                self._walk(item)
            else:
                self.pages.setdefault(item.title, self.reader.get_destination_page_number(item))

    def says(self, title):
        return re.sub(r"\s", "", self.reader.pages[self.pages[title]].extract_text())


@pytest.mark.parametrize("trouble", [*LANDS, WHOLE])
def test_an_attachment_in_trouble_lands_in_the_packet_of_a_round(bound, trouble):
    done, files, book, _ = bound
    label = book.reader.page_labels[book.pages[trouble]]
    assert f"汇编第{label}页" in book.says(trouble)
    assert "附件说明页" not in book.says(trouble)
    told = LANDS.get(trouble, (None, None, None))[2]
    if told:
        # one line for each sort of notice names the first file that has it
        assert [line for line in done.output.splitlines() if told in line]
    assert f"{files[trouble]} 没有做成" not in done.output


@pytest.mark.parametrize("trouble", [*sorted(HERE), CUT_OFF])
def test_an_attachment_that_cannot_go_in_is_told_by_name_and_a_page_stands_in_its_place(bound, trouble):
    done, files, book, folder = bound
    assert done.exit_code == 7
    assert f"{files[trouble]} 没有做成" in done.output
    assert f'"{files[trouble]}"' in (folder / "report.json").read_text("utf-8")
    page = book.says(trouble)
    assert "附件说明页" in page
    assert files[trouble] in page
    if trouble in REFUSED:
        assert REFUSED[trouble][1].replace(" ", "") in page


def test_the_rest_of_the_packet_is_unharmed(bound):
    _, _, book, _ = bound
    assert "报送函" in book.says("报送函")
    assert "成员单位营业执照" in book.says("成员单位营业执照、法人证书一览")
    assert "校验页" in book.says("校验页")
    handed_in = {*LANDS, *HERE, WHOLE, CUT_OFF}
    assert len(handed_in) > 60
    assert handed_in <= set(book.pages)


def test_an_attachment_that_is_not_there_is_told_before_anything_is_made(tmp_path, run):
    shutil.copytree(ROUND.parents[1], tmp_path / "xiamen-2008")
    here = tmp_path / "xiamen-2008/rounds/2008-2"
    (here / "attachments/led-letter.pdf").unlink()
    done = run("packet", here / "round.yaml", "-o", tmp_path / "out")
    assert done.exit_code == 3
    assert "attachments/led-letter.pdf" in done.output
    assert not (tmp_path / "out/experts").exists()
