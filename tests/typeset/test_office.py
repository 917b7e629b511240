import datetime as dt
import os
import shutil
import stat
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from docgen.errors import ConversionError
from docgen.typeset import office, typeset
from docgen.typeset.office import Foreign

installed = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"),
]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a script in the place of LibreOffice; it is given its files' folder as $out."""

    def program(script: str, version: str = "LibreOffice 7.4.7.2 40(Build:2)") -> None:
        file = tmp_path / "bin" / "soffice"
        file.parent.mkdir()
        told = f'[ "$1" = --version ] && {{ echo "{version}"; exit 0; }}\n'
        file.write_text(f'#!/bin/sh\n{told}while [ "$1" != --outdir ]; do shift; done\nout=$2; shift 2\n{script}\n')
        file.chmod(file.stat().st_mode | stat.S_IEXEC)
        monkeypatch.setenv("PATH", f"{file.parent}:/usr/bin:/bin")

    return program


def test_a_machine_without_libreoffice_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConversionError) as caught:
        office.probe()
    assert "soffice" in caught.value.message.zh
    assert caught.value.hint is not None


@pytest.mark.parametrize("version", ["LibreOffice 5.1.2", "", "garbage"])
def test_one_that_is_too_old_or_does_not_start_is_refused(program, version: str) -> None:
    program("", version)
    with pytest.raises(ConversionError):
        office.probe()


def test_an_exit_code_of_0_without_a_whole_pdf_is_a_failure(program) -> None:
    program('mkdir "$out"; for f; do echo "%PDF-1.6 broken" > "$out/$(basename "$f" .docx).pdf"; done; exit 0')
    assert list(office.convert([Foreign(".docx", b"x")])) == [None]


def test_what_a_hang_cost_is_made_up_for_alone_and_no_process_stays(program, tmp_path: Path, word) -> None:
    (pdf,) = typeset([word.docx(word.paragraph("甲"))])
    (tmp_path / "good.pdf").write_bytes(pdf.pdf)
    program(
        f'mkdir -p "$out"; for f; do grep -q bad "$f" && {{ sleep 61 & echo $! > {tmp_path}/child; wait; }}; '
        f'cp {tmp_path}/good.pdf "$out/$(basename "$f" .docx).pdf"; done'
    )
    files = [Foreign(".docx", text) for text in (b"one", b"bad", b"two")]
    start = time.monotonic()
    made = list(office.convert(files, pace=office.Pace(start=0.5, file=0.2)))
    assert [result is not None and result.pages for result in made] == [1, False, 1]
    assert time.monotonic() - start < 10
    child = int((tmp_path / "child").read_text())
    with pytest.raises(ProcessLookupError):
        for _ in range(50):
            os.kill(child, 0)
            time.sleep(0.05)


class TestInstalled:
    pytestmark = installed

    def test_an_official_letter_breaks_lines_and_pages_where_libreoffice_does(self, word: SimpleNamespace) -> None:
        exact = '<w:spacing w:line="579" w:lineRule="exact"/><w:jc w:val="both"/><w:autoSpaceDN w:val="0"/>'
        sentence = "各成员单位应当按照联盟协议约定的任务分工组织实施技术攻关并定期向理事会报告进展情况"
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH")
        )
        rows = [word.row(word.cell(word.paragraph(f"第{number}项", exact))) for number in range(8)]
        body = (
            word.paragraph("关于构建联盟的通知", exact + '<w:jc w:val="center"/>')
            + word.paragraph(sentence * 9 + "。", exact + '<w:ind w:firstLineChars="200" w:firstLine="640"/>') * 2
            + word.table(*rows, properties=f"<w:tblBorders>{borders}</w:tblBorders>", grid=(8000,))
            + word.paragraph("特此通知。", exact)
            + word.section(word.A4)
        )
        file = word.docx(body)
        (ours,) = typeset([file], created=dt.date(2012, 4, 28))
        (theirs,) = office.convert([Foreign(".docx", file)])
        assert theirs is not None
        assert word.pages(ours.pdf) == word.pages(theirs.pdf)

    def test_files_of_several_formats_are_set_in_one_start(self, word: SimpleNamespace) -> None:
        rtf = rb"{\rtf1\ansi Hello from rtf}"
        made = list(office.convert([Foreign(".docx", word.docx(word.paragraph("甲"))), Foreign(".rtf", rtf)]))
        assert [result and word.pages(result.pdf) for result in made] == [[["甲"]], [["Hellofromrtf"]]]
