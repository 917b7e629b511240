from pathlib import Path
from shutil import copytree

import pytest

from docgen.clauses.library import load
from docgen.errors import TemplateError
from docgen.programme import Folders, Shelf
from docgen.shipped import TEMPLATES

XIAMEN = TEMPLATES / "xiamen-2008"


def alone(folder: Path) -> Folders:
    return Folders((Shelf(folder),))


def spoiled(folder: Path, file: str, old: str, new: str) -> Path:
    """A copy of the library with one place changed."""
    copytree(XIAMEN / "clauses", folder / "clauses")
    place = folder / "clauses" / file
    text = place.read_text("utf-8")
    assert old in text
    place.write_text(text.replace(old, new, 1), "utf-8")
    return folder


def test_chapters_stand_in_the_order_of_their_file_names():
    parts = [part.part for part in load(alone(XIAMEN)).parts]
    assert parts[0] == "定义与解释"
    assert parts[-1] == "其他约定"
    assert len(parts) == 14


def test_a_clause_and_a_wording_are_found_in_their_file():
    library = load(alone(XIAMEN))
    assert library.locate("dispute").file.endswith("13-general.yaml")
    assert library.locate("ownership == 'developer'").file.endswith("08-intellectual-property.yaml")


def test_an_unknown_key_is_refused_at_its_line(tmp_path):
    root = spoiled(tmp_path, "10-secrecy.yaml", "title: 保密义务", "titel: 保密义务")
    with pytest.raises(TemplateError) as refused:
        load(alone(root))
    files = {(Path(finding.location.file).name, finding.location.text.strip()) for finding in refused.value.findings}
    assert ("10-secrecy.yaml", "titel: 保密义务") in files


def test_a_broken_line_is_refused_with_the_name_of_its_file(tmp_path):
    with pytest.raises(TemplateError) as refused:
        load(alone(spoiled(tmp_path, "10-secrecy.yaml", "part: 保密", "part: [保密")))
    assert refused.value.findings[0].location.file.endswith("10-secrecy.yaml")


def test_a_missing_file_of_the_library_is_named(tmp_path):
    copytree(XIAMEN / "clauses", tmp_path / "clauses")
    (tmp_path / "clauses" / "annexes.yaml").unlink()
    with pytest.raises(TemplateError) as refused:
        load(alone(tmp_path))
    assert refused.value.findings[0].location.file.endswith("annexes.yaml")
