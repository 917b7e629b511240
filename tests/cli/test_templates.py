import io
import json
import shutil
import zipfile

import docx
import pytest

from docgen.shipped import TEMPLATES

FOLDER = TEMPLATES / "xiamen-2008"


def test_a_template_is_printed_as_text(run):
    done = run("template", "text", FOLDER / "work-plan" / "template.docx")
    assert done.exit_code == 0
    assert done.output.startswith("=== word/document.xml\n")
    assert "{{ alliance.name" in done.output


def test_a_template_that_is_not_there_ends_with_code_three(run, tmp_path):
    assert run("template", "text", tmp_path / "gone.docx").exit_code == 3


SHIPPED = sorted(
    path.relative_to(FOLDER).as_posix()
    for sheet in FOLDER.glob("*/document.yaml")
    for path in sheet.parent.glob("template*.docx")
)


@pytest.mark.parametrize("template", SHIPPED)
def test_shipped_templates_have_no_fault(run, template):
    done = run("template", "lint", FOLDER / template)
    assert done.exit_code == 0, done.output
    assert done.output.strip() == "没有发现问题"


def damaged(tmp_path, old, new):
    """A programme with one template in which a tag is misspelt."""
    shutil.copytree(FOLDER, tmp_path / "xiamen-2008")
    file = tmp_path / "xiamen-2008" / "work-plan" / "template.docx"
    buffer = io.BytesIO()
    with zipfile.ZipFile(file) as whole, zipfile.ZipFile(buffer, "w") as archive:
        for name in whole.namelist():
            archive.writestr(name, whole.read(name).replace(old.encode(), new.encode()))
    file.write_bytes(buffer.getvalue())
    return file


def test_a_misspelt_name_is_found_by_the_samples_of_the_programme(run, tmp_path):
    file = damaged(tmp_path, "goal.target", "goal.targt")
    done = run("template", "lint", "--lang", "en", "--annotate", tmp_path / "told.docx", file)
    assert done.exit_code == 5
    assert "goal.targt" in done.output
    assert "Did you mean target?" in done.output
    assert run("doctor", tmp_path / "told.docx").exit_code == 0


def test_a_template_of_ones_own_is_judged_by_data(run, tmp_path):
    file = damaged(tmp_path, "nothing", "nothing").rename(tmp_path / "own.docx")
    (tmp_path / "data.json").write_text('{"alliance": {"name": "甲"}}', "utf-8")
    done = run("template", "lint", "--format", "json", "--data", tmp_path / "data.json", file)
    assert done.exit_code == 5
    assert {"TPL-07", "TPL-08"} >= {item["code"] for item in json.loads(done.output)}


def test_without_data_the_names_are_not_judged(run, tmp_path):
    document = docx.Document()
    document.add_paragraph("{{ anything }}")
    document.save(str(tmp_path / "own.docx"))
    done = run("template", "lint", "--lang", "en", tmp_path / "own.docx")
    assert done.exit_code == 0
    assert "names were not judged" in done.output
