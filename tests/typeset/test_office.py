import datetime as dt
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from docgen.shipped import FONTS
from docgen.typeset import typeset

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"),
]
ALIASES = {
    "仿宋_GB2312": "FandolFang R",
    "黑体": "Docgen Hei",
    "宋体": "Docgen Song",
    "Times New Roman": "Liberation Serif",
}


@pytest.fixture
def office(tmp_path: Path) -> Callable[[bytes], bytes]:
    """LibreOffice's PDF of a DOCX, with our faces and no others."""
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><accept><family>{face}</family></accept></alias>'
        for name, face in ALIASES.items()
    )
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(f"<fontconfig><dir>{FONTS}</dir><cachedir>{tmp_path}/cache</cachedir>{aliases}</fontconfig>")

    def office(docx: bytes) -> bytes:
        (tmp_path / "x.docx").write_bytes(docx)
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "x.docx"]
        environment = {"FONTCONFIG_FILE": str(fonts), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, timeout=120)
        return (tmp_path / "x.pdf").read_bytes()

    return office


def test_an_official_letter_breaks_lines_and_pages_where_libreoffice_does(
    office: Callable[[bytes], bytes], word: SimpleNamespace
) -> None:
    exact = '<w:spacing w:line="579" w:lineRule="exact"/><w:jc w:val="both"/><w:autoSpaceDN w:val="0"/>'
    sentence = "各成员单位应当按照联盟协议约定的任务分工组织实施技术攻关并定期向理事会报告进展情况"
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH"))
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
    assert word.pages(ours.pdf) == word.pages(office(file))
