"""Everything that docgen makes, and every template that it makes it from, is whole."""

import pytest

from docgen import building, documents, pipeline
from docgen.documents import OF_ALLIANCES
from docgen.documents.editions import speaks
from docgen.shipped import SAMPLES, TEMPLATES


@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.docx")), ids=lambda file: file.parent.name)
def test_templates_are_whole(file):
    assert not pipeline.examine(file)


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*/*.yaml")), ids=lambda file: file.stem)
def test_papers_are_whole(sample, tmp_path):
    alliance, programme = pipeline.check(sample).cleared()
    wanted = [
        known.kind for known in documents.documents(programme, about=OF_ALLIANCES) if speaks(known.sheet, alliance)
    ]
    building.build(sample, tmp_path, pipeline.Order(formats=("docx",), only=wanted))
    papers = {path.relative_to(tmp_path).parts[0].removesuffix(".docx"): path for path in tmp_path.rglob("*.docx")}
    assert papers.keys() >= {"work-plan", "agreement", "evaluation-sheet", "pilot-certificates"}
    assert not [symptom for path in papers.values() for symptom in pipeline.examine(path)]
