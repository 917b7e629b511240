import json

import pikepdf
import pytest
from click.testing import CliRunner

from docgen.cli import main
from docgen.shipped import TEMPLATES


@pytest.fixture
def paper():
    return TEMPLATES / "xiamen-2008" / "house.docx"


def run(*arguments):
    return CliRunner().invoke(main, ["--lang", "en", "typeset", *map(str, arguments)])


def test_many_files_go_to_one_folder_in_order_and_one_bad_file_stops_no_other(paper, tmp_path):
    copies = [tmp_path / f"{number}.docx" for number in range(20)]
    for copy in copies:
        copy.write_bytes(paper.read_bytes())
    copies[3].write_bytes(b"hello")
    result = run(*copies, "-o", tmp_path / "out", "--created", "2009-01-02")
    assert result.exit_code == 6
    assert result.stderr.count("is not a Word document") == 2, "at once, and in the table at the end"
    assert json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["failures"][0]["job"] == "3"
    made = sorted((tmp_path / "out").glob("*.pdf"))
    assert [path.stem for path in made] == sorted(copy.stem for copy in copies if copy != copies[3])
    assert len({path.read_bytes() for path in made}) == 1


def test_one_file_may_go_to_a_folder_too(paper, tmp_path):
    assert run(paper, "-o", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out" / "house.pdf").is_file()


def test_a_standard_is_given_or_refused_with_what_to_do(paper, tmp_path):
    assert run(paper, "-o", tmp_path / "a.pdf", "--created", "2009-01-02", "--pdf-standard", "a-3a").exit_code == 0
    assert b"<pdfaid:part>3<" in (tmp_path / "a.pdf").read_bytes()
    refused = run(paper, "-o", tmp_path / "b.pdf", "--pdf-standard", "a-3a")
    assert refused.exit_code == 6
    assert "--created" in refused.stderr
    assert not (tmp_path / "b.pdf").exists()


@pytest.mark.parametrize("option", [["--strict-fonts"], ["--pdf-standard", "a-2b"], ["--created", "2009-01-02"]])
def test_what_only_our_engine_can_do_is_not_asked_of_libreoffice(paper, option):
    assert run(paper, "--engine", "libreoffice", *option).exit_code == 2


def test_without_libreoffice_its_engine_is_refused_clearly(paper, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run(paper, "-o", tmp_path / "a.pdf", "--engine", "libreoffice")
    assert result.exit_code == 6
    assert "LibreOffice (soffice) was not found" in result.stderr


def test_the_users_fonts_must_hold_one(paper, tmp_path):
    (tmp_path / "fonts").mkdir()
    result = run(paper, "-o", tmp_path / "a.pdf", "--fonts", tmp_path / "fonts")
    assert result.exit_code == 6
    assert "no usable font" in result.stderr


def test_data_ride_along_but_no_numbers_of_persons(paper, tmp_path):
    (tmp_path / "data.yaml").write_text("name: 联盟\n", "utf-8")
    assert (
        run(paper, "-o", tmp_path / "a.pdf", "--created", "2009-01-02", "--attach", tmp_path / "data.yaml").exit_code
        == 0
    )
    pdf = pikepdf.open(tmp_path / "a.pdf")
    assert pdf.attachments["data.yaml"].get_file().read_bytes() == "name: 联盟\n".encode()
    (tmp_path / "fee.yaml").write_text("card: 11010519491231002X\n", "utf-8")
    refused = run(paper, "-o", tmp_path / "b.pdf", "--attach", tmp_path / "fee.yaml")
    assert refused.exit_code == 4
    assert "identity" in refused.stderr
    assert not (tmp_path / "b.pdf").exists()


@pytest.mark.parametrize("content", [b"PK\x03\x04", "联盟".encode("gb18030")])
def test_what_cannot_be_looked_through_is_not_attached(paper, tmp_path, content):
    name = "data.xlsx" if content.startswith(b"PK") else "data.txt"
    (tmp_path / name).write_bytes(content)
    result = run(paper, "-o", tmp_path / "a.pdf", "--attach", tmp_path / name)
    assert result.exit_code == 3
    assert "personal data" in result.stderr
