"""Sixty faults, thirty in templates and thirty in data: each told at its exact place, all of a kind in one run.

``▲`` stands where the caret must: in a paragraph of the template, or in a line of the data.
"""

import io
import json

import docx
import pytest

from docgen import pipeline
from docgen.errors import TemplateError

ENOUGH = 57

IN_TEMPLATES = [
    "{{ ▲allience.name }}",
    "牵头单位 {{ ▲alliance.nmae }}",
    "{{ ▲alliance.chair.nmae }} 理事长",
    "{% for m in ▲membrs %}x{% endfor %}",
    "{% for m in members %}{{ ▲m.seet }}{% endfor %}",
    "{% if ▲alliance.closed %}已终止{% endif %}",
    "{{ ▲total_yuan }}",
    "▲{{ alliance.name|capitl }}",
    "▲{{ alliance.name| }}",
    "▲{{ alliance.name name }}",
    "▲{{ (alliance.name }}",
    "▲{{ alliance..name }}",
    "▲{{ 'a' + }}",
    "甲▲{{ alliance.name",
    "▲{% if alliance.name",
    "▲{# 没有写完",
    "▲{% if %}x{% endif %}",
    "▲{% for in members %}x{% endfor %}",
    "▲{% frobnicate %}",
    "▲{% include 'other.docx' %}",
    "▲{{ alliance is nosuchtest }}",
    "▲{{ [1, 2 }}",
    "▲{{ alliance.name if }}",
    "▲{% set x %}没有结束",
    "▲{% endfor %}",
    "▲{% else %}",
    "▲{%tr for m in members %}",
    "▲{% colspan 2 %}",
    "▲{% restart %}",
    "▲{%p if alliance.name %} {{ alliance.name }}",
]
SAMPLE = {"alliance": {"name": "甲", "chair": {"name": "乙"}}, "members": [{"name": "丙", "seat": "理事"}], "total": 1}

IN_DATA = [  # what the template prints, and the data that it cannot print
    ("{{ a1.city }}", "▲a1:\n  name: 甲"),
    ("{{ a2.chair.title }}", "a2:\n  ▲chair:\n    name: 乙"),
    ("{{ a3 }}", "▲a3:"),
    ("{{ a4.name }}", "a4:\n  ▲name:"),
    ("{{ a5.name }}", "a5: {▲name: , seat: x}"),
    ("{% for m in a6 %}{{ m.name }}{% endfor %}", "a6:\n  - name: 甲\n  - ▲seat: 乙"),
    ("{% for m in a7 %}{{ m.name }}{% endfor %}", "a7:\n  - name: 甲\n  - ▲name:"),
    ("{% for m in a8 %}{{ m.fee + 1 }}{% endfor %}", "a8:\n  - name: 甲\n    fee: ▲三万"),
    ("{% for m in a9 %}x{% endfor %}", "a9: ▲见附件"),
    ("{% for m in a10.rows %}{{ m.a }}{% endfor %}", "a10:\n  rows: ▲没有"),
    ("{{ a11|round(2) }}", "a11: ▲很多"),
    ("{{ a12.total|round }}", "a12:\n  total: ▲很多"),
    ("{{ a13 + 1 }}", 'a13: ▲"3"'),
    ("{{ a14[2].name }}", "▲a14:\n  - name: 甲"),
    ("{{ a15[0].name }}", "a15:\n  - ▲seat: 甲"),
    ("{% if a16.closed %}x{% endif %}", "▲a16:\n  name: 甲"),
    ("{{ a17.name.first }}", "a17:\n  ▲name: 甲乙"),
    ("{{ a18.x.y }}", "▲a18: 文字"),
    ("{% for m in a19 %}{% for n in m.rows %}{{ n.a }}{% endfor %}{% endfor %}", "a19:\n  - rows:\n    - ▲b: 1"),
    (
        "{% for m in a20 %}{% for n in m.rows %}{{ n.a }}{% endfor %}{% endfor %}",
        "a20:\n  - rows:\n    - {a: 1}\n    - {▲a: }",
    ),
    ("{{ a21|sum }}", "▲a21: [1, 二]"),
    ("{{ a22['2009'] }}", "▲a22:\n  2008: 1"),
    ("{{ a23.n * 1.5 }}", 'a23:\n  n: ▲"2"'),
    ("{{ a24.n / 2 }}", "a24:\n  n: ▲二"),
    ("{{ a25.list|first }}", "a25:\n  ▲list: []"),
    ("{{ '%d'|format(a26) }}", "a26: ▲三"),
    ("{{ a27|abs }}", "a27: ▲负一"),
    ("{{ -a28 }}", "a28: ▲减"),
    ("{% for k, v in a29.items() %}{{ v + 1 }}{% endfor %}", "a29:\n  x: ▲一"),
    ("{% set n = a30.b - 1 %}{{ n }}", "a30:\n  b: ▲三"),
]


def paper(*paragraphs: str) -> bytes:
    whole = docx.Document()
    for text in paragraphs:
        whole.add_paragraph(text)
    buffer = io.BytesIO()
    whole.save(buffer)
    return buffer.getvalue()


def marked(text: str) -> tuple[str, int, int]:
    """The text without its mark, and the line and column of the mark."""
    before = text[: text.index("▲")]
    return text.replace("▲", ""), before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def found_in_template(tmp_path) -> list[bool]:
    texts = [marked(text) for text in IN_TEMPLATES]
    (tmp_path / "a.docx").write_bytes(paper(*(text for text, *_ in texts)))
    (tmp_path / "a.json").write_text(json.dumps(SAMPLE), encoding="utf-8")
    findings = pipeline.lint(tmp_path / "a.docx", data=tmp_path / "a.json")
    places = {(finding.location.line, finding.location.column) for finding in findings}
    return [(number, column) in places for number, (_, _, column) in enumerate(texts, 1)]


def found_in_data(tmp_path) -> list[bool]:
    (tmp_path / "b.docx").write_bytes(paper(*(text for text, _ in IN_DATA)))
    parts = [marked(text) for _, text in IN_DATA]
    (tmp_path / "b.yaml").write_text("\n".join(text for text, *_ in parts), encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        pipeline.render(tmp_path / "b.docx", tmp_path / "b.yaml")
    told = {(each.location.line, each.data.line, each.data.column) for each in caught.value.findings if each.data}
    above = [sum(text.count("\n") + 1 for text, *_ in parts[:number]) for number in range(len(parts))]
    return [(number, above[number - 1] + line, column) in told for number, (_, line, column) in enumerate(parts, 1)]


def test_nearly_all_of_sixty_seeded_faults_are_told_at_their_exact_place(tmp_path) -> None:
    found = dict(zip(IN_TEMPLATES, found_in_template(tmp_path), strict=True))
    found |= {text: right for (_, text), right in zip(IN_DATA, found_in_data(tmp_path), strict=True)}
    assert len(found) == 60
    assert sum(found.values()) >= ENOUGH, [text for text, right in found.items() if not right]


def test_a_fault_in_json_has_its_place_too(tmp_path) -> None:
    (tmp_path / "a.docx").write_bytes(paper("{{ a.b + 1 }}", "{{ c }}"))
    (tmp_path / "a.json").write_text('{\n  "a": {"b": "x"},\n  "c": null\n}', encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        pipeline.render(tmp_path / "a.docx", tmp_path / "a.json")
    assert [(each.data.line, each.data.column) for each in caught.value.findings] == [(2, 14), (3, 8)]
