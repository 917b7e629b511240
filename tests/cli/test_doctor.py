import io
import json
import zipfile

import pytest

from docgen.shipped import TEMPLATES

HOUSE = TEMPLATES / "xiamen-2008" / "house.docx"


@pytest.fixture
def damaged(tmp_path):
    """Write the house style with one text of its body replaced."""

    def damage(old: str, new: str):
        buffer = io.BytesIO()
        with zipfile.ZipFile(HOUSE) as whole, zipfile.ZipFile(buffer, "w") as archive:
            for name in whole.namelist():
                content = whole.read(name)
                if name == "word/document.xml":
                    assert old.encode() in content
                    content = content.replace(old.encode(), new.encode(), 1)
                archive.writestr(name, content)
        file = tmp_path / "damaged.docx"
        file.write_bytes(buffer.getvalue())
        return file

    return damage


def test_the_doctor_says_that_a_whole_file_is_whole(run):
    done = run("doctor", HOUSE)
    assert done.exit_code == 0
    assert done.output.strip().endswith("完好")


def test_the_doctor_tells_faults_of_all_files_and_ends_with_code_four(run, damaged, tmp_path):
    torn = damaged("</w:p>", '<w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>')
    (tmp_path / "other.docx").write_bytes(b"no zip")
    done = run("doctor", "--lang", "en", torn, tmp_path / "other.docx")
    assert done.exit_code == 4
    assert "DOC-50 word/document.xml (body" in done.output
    assert "DOC-01" in done.output
    assert "damaged.docx has 1 fault(s)" in done.output


def test_the_doctor_speaks_json(run, damaged):
    done = run("doctor", "--format", "json", damaged("</w:p>", "<w:p/></w:p>"))
    (found,) = json.loads(done.output)
    assert (found["code"], found["part"]) == ("DOC-31", "word/document.xml")
    assert found["place"].startswith("正文")


def test_a_file_that_is_not_there_ends_with_code_three(run, tmp_path):
    assert run("doctor", tmp_path / "gone.docx").exit_code == 3
