import pytest

from docgen.documents import documents
from docgen.errors import TemplateError
from docgen.programme import Folders, Shelf


def alone(programme, folder):
    return programme.model_copy(update={"folders": Folders((Shelf(folder),))})


def test_the_kinds_come_in_the_order_of_the_programme(programme):
    kinds = [document.kind for document in documents(programme)]
    first = ["work-plan", "agreement", "evaluation-sheet", "pilot-certificates"]
    assert [kind for kind in kinds if kind in first] == first


def test_a_folder_with_a_sheet_and_a_template_is_a_kind(programme, tmp_path):
    (tmp_path / "notice").mkdir()
    (tmp_path / "notice/document.yaml").write_text("title: 通知\norder: 5\n", "utf-8")
    (tmp_path / "notice/template.docx").write_bytes(b"")
    [document] = documents(alone(programme, tmp_path))
    assert (document.kind, document.sheet.title, document.sheet.about) == ("notice", "通知", "alliance")


def test_a_kind_without_a_template_is_said(programme, tmp_path):
    (tmp_path / "notice").mkdir()
    (tmp_path / "notice/document.yaml").write_text("title: 通知\norder: 5\n", "utf-8")
    with pytest.raises(TemplateError, match="notice has no template"):
        documents(alone(programme, tmp_path))


def test_a_mistake_in_a_sheet_is_found_in_its_place(programme, tmp_path):
    (tmp_path / "notice").mkdir()
    (tmp_path / "notice/document.yaml").write_text("title: 通知\norder: 5\nabuot: member\n", "utf-8")
    with pytest.raises(TemplateError) as stopped:
        documents(alone(programme, tmp_path))
    assert stopped.value.findings[0].location.line == 3
