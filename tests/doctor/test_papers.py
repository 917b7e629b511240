"""Everything that docgen makes, and every template that it makes it from, is whole."""

import pytest

from docgen import building, doctor, documents, pipeline, rounds
from docgen.documents import OF_ALLIANCES
from docgen.documents.editions import speaks
from docgen.documents.plan import filters
from docgen.render import Template
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


def test_papers_of_rounds_are_whole():
    checked = rounds.check(SAMPLES / "xiamen-2008/rounds/2008-2/round.yaml")
    kinds = {copy.kind: copy for copy in rounds.copies(checked)}
    assert len(kinds) > 10
    for copy in kinds.values():
        docx = Template(copy.template, filters=filters(checked.programme)).render(copy.context, created=copy.date)
        assert not doctor.examine(docx, copy.kind)
