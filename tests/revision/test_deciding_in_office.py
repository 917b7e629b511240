"""LibreOffice opens a redline as tracked changes: to accept all gives the second file, to reject all the first."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from docgen import pipeline
from docgen.agreements import redline
from docgen.building import build
from docgen.render.word import w
from docgen.revision import body_of, lines
from docgen.shipped import SAMPLES

LED = SAMPLES / "xiamen-2008" / "led.yaml"
_LIBRARY = (
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false"><library:element library:name="Module1"/>'
    "</library:library>"
)
_MACRO = """<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Decide(folder As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName" : filter(0).Value = "MS Word 2007 XML"
  Dim none()
  helper = createUnoService("com.sun.star.frame.DispatchHelper")
  For Each what In Array("Accept", "Reject")
    doc = StarDesktop.loadComponentFromURL(ConvertToURL(folder + "/redline.docx"), "_blank", 0, hidden())
    helper.executeDispatch(doc.CurrentController.Frame, ".uno:" + what + "AllTrackedChanges", "", 0, none())
    doc.storeToURL(ConvertToURL(folder + "/" + what + ".docx"), filter())
    doc.close(True)
  Next
End Sub
</script:module>"""


@pytest.fixture
def decided(saved_by_libreoffice, tmp_path_factory):
    """A redline as LibreOffice saves it, and what is left when all of it is accepted, and rejected."""

    def decide(tracked: bytes) -> list[bytes]:
        (saved,) = saved_by_libreoffice(tracked)  # makes the profile that the macro goes into
        profile = tmp_path_factory.getbasetemp() / "profile"
        library = profile / "user" / "basic" / "Standard"
        library.mkdir(parents=True, exist_ok=True)
        (library / "script.xlb").write_text(_LIBRARY, "utf-8")
        (library / "Module1.xba").write_text(_MACRO, "utf-8")
        folder: Path = tmp_path_factory.mktemp("decided")
        (folder / "redline.docx").write_bytes(tracked)
        macro = f'macro:///Standard.Module1.Decide("{folder}")'
        command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", macro]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return [saved, *((folder / f"{what}.docx").read_bytes() for what in ("Accept", "Reject"))]

    return decide


def says(blob: bytes) -> list[str]:
    """What a file says, paragraph by paragraph; blank ones and where lines break are no matter."""
    told = (re.sub(r"\s+", "", line.text) for line in lines(body_of(blob, "a.docx")))
    return [text for text in told if text]


def agreement(file: Path, folder: Path) -> bytes:
    build(file, folder, pipeline.Order(only=["agreement"], formats=["docx"], draft=True))
    return (folder / "agreement.docx").read_bytes()


@pytest.mark.office
def test_libreoffice_gives_both_agreements_back(decided, tmp_path):
    other = tmp_path / "other.yaml"
    text = LED.read_text("utf-8").replace("exit_notice_days: 30", "exit_notice_days: 60")
    text = text.replace("risk: by_input ", "risk: shared_equally ")
    other.write_text(text.replace("示例大道22号", "示例大道28号"), "utf-8")
    tracked = redline(LED, other, author="王律师", on=date(2008, 11, 25))
    saved, accepted, rejected = decided(tracked)
    body = body_of(saved, "saved.docx")
    assert {mark.get(w("author")) for mark in body.iter(w("ins"), w("del"))} == {"王律师"}
    assert says(accepted) == says(agreement(other, tmp_path / "b"))
    assert says(rejected) == says(agreement(LED, tmp_path / "a"))
    for blob in (accepted, rejected):
        assert not list(body_of(blob, "a.docx").iter(w("ins"), w("del")))
