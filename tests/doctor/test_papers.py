"""Everything that docgen makes, and every template that it makes it from, is whole."""

import pytest

from docgen.doctor import examine
from docgen.documents import plan
from docgen.documents.plan import filters
from docgen.model import CHINESE_KEYS, Alliance
from docgen.programme import load
from docgen.render import Template
from docgen.shipped import SAMPLES, TEMPLATES
from docgen.source import fit, read

PROGRAMME = "xiamen-2008"
TEMPLATE_FILES = sorted(TEMPLATES.rglob("*.docx"))


@pytest.mark.parametrize("file", TEMPLATE_FILES, ids=lambda file: file.parent.name)
def test_templates_are_whole(file):
    assert not examine(file.read_bytes(), file.name)


@pytest.mark.parametrize("sample", sorted(path.stem for path in (SAMPLES / PROGRAMME).glob("*.yaml")))
def test_papers_are_whole(sample):
    alliance, findings = fit(read(SAMPLES / PROGRAMME / f"{sample}.yaml", spellings=CHINESE_KEYS), Alliance)
    assert alliance is not None, findings
    programme = load(PROGRAMME, [TEMPLATES])
    copies = {copy.kind: copy for copy in plan(alliance, programme)}
    assert len(copies) >= 3
    for kind, copy in copies.items():
        docx = Template(copy.template, filters=filters(programme)).render(copy.context, created=copy.date)
        assert not examine(docx, kind)
