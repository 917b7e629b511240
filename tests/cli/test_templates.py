from docgen.shipped import TEMPLATES

FOLDER = TEMPLATES / "xiamen-2008"


def test_a_template_is_printed_as_text(run):
    done = run("template", "text", FOLDER / "work-plan" / "template.docx")
    assert done.exit_code == 0
    assert done.output.startswith("=== word/document.xml\n")
    assert "{{ alliance.name" in done.output


def test_a_template_that_is_not_there_ends_with_code_three(run, tmp_path):
    assert run("template", "text", tmp_path / "gone.docx").exit_code == 3
