import copy
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen import documents, pipeline
from docgen.documents.plan import filters
from docgen.render import Template
from docgen.render.reading import Witness, changed, fingerprint
from docgen.shipped import SAMPLES
from tests.render.conftest import made

VALUES = {
    "chair": {"name": "甲", "phone": "1", "unit": {"name": "大学"}},
    "members": [{"name": "甲", "phone": "1"}, {"name": "乙", "phone": "2"}],
    "tags": ["a", "b"],
    "money": {2008: Decimal(1), 2009: Decimal(2)},
    "empty": {},
    "other": "x",
}


def reads(code):
    """What a template with these tags in one paragraph reads of the values."""
    template = Template(made(code))
    witness = Witness(VALUES, template.names)
    assert template.render(witness.values) == template.render(VALUES)
    return witness.reads


def differs(code, change):
    """The paths of the reads that a change to the values would make different."""
    values = copy.deepcopy(VALUES)
    change(values)
    return changed(reads(code), values)


def test_a_value_that_is_printed_is_read_and_its_neighbour_is_not():
    code = "{{ chair.name }}"
    assert differs(code, lambda values: values["chair"].update(name="乙")) == [("chair", "name")]
    assert differs(code, lambda values: values["chair"].update(phone="9")) == []
    assert differs(code, lambda values: values.update(other="y")) == []


def test_nothing_differs_from_the_same_values():
    assert differs("{{ chair }}{{ members|length }}{{ tags|join }}", lambda values: None) == []


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("{% for m in members %}{{ m.name }}{% endfor %}", lambda values: values["members"].pop()),
        ("{% for m in members %}{{ m.name }}{% endfor %}", lambda values: values["members"][1].update(name="丙")),
        ("{{ members|map(attribute='name')|join('、') }}", lambda values: values["members"][1].update(name="丙")),
        ("{{ members|selectattr('phone', 'equalto', '2')|list|length }}", lambda v: v["members"][1].update(phone="3")),
        ("{{ members|length }}", lambda values: values["members"].append({})),
        ("{{ tags|join }}", lambda values: values["tags"].__setitem__(1, "c")),
        ("{% for tag in tags %}{{ tag }}{% endfor %}", lambda values: values["tags"].append("c")),
        ("{% if chair.mail is defined %}x{% endif %}", lambda values: values["chair"].update(mail="@")),
        ("{% if 'mail' in chair %}x{% endif %}", lambda values: values["chair"].update(mail="@")),
        ("{{ chair.get('mail', '') }}", lambda values: values["chair"].update(mail="@")),
        ("{% if empty %}x{% endif %}", lambda values: values["empty"].update(a=1)),
        ("{% for y, v in money.items() %}{{ v }}{% endfor %}", lambda values: values["money"].update({2009: 3})),
        ("{% for y in money %}{{ y }}{% endfor %}", lambda values: values["money"].update({2010: 3})),
        ("{{ money[2009] }}", lambda values: values["money"].update({2009: Decimal("2.0")})),
        ("{{ chair }}", lambda values: values["chair"]["unit"].update(name="学院")),
        ("{{ chair|string }}", lambda values: values["chair"]["unit"].update(name="学院")),
        ("{{ chair.values()|list }}", lambda values: values["chair"].update(phone="9")),
        ("{{ chair|dictsort }}", lambda values: values["chair"].update(phone="9")),
        ("{{ chair.copy() }}", lambda values: values["chair"].update(phone="9")),
        ("{{ '%(name)s' % chair }}", lambda values: values["chair"].update(name="乙")),
        ("{{ '{0[name]}'.format(chair) }}", lambda values: values["chair"].update(name="乙")),
        ("{{ dict(chair).phone }}", lambda values: values["chair"].update(phone="9")),
        ("{{ members[0] == members[1] }}", lambda values: values["members"][0].update({"name": "乙", "phone": "2"})),
        ("{{ members|tojson }}", lambda values: values["members"][0].update(phone="9")),
        ("{{ members|groupby('phone')|length }}", lambda values: values["members"][0].update(phone="2")),
        ("{{ members|unique(attribute='phone')|list|length }}", lambda values: values["members"][0].update(phone="2")),
        ("{{ chair|length }}", lambda values: values["chair"].update(more="1")),
        ("{{ other }}", lambda values: values.pop("other")),
    ],
)
def test_whatever_a_template_does_with_a_value_is_read(code, change):
    assert differs(code, change)


def test_what_a_template_does_not_read_of_a_list_changes_nothing():
    code = "{% for m in members %}{{ m.name }}{% endfor %}"
    assert differs(code, lambda values: values["members"][0].update(phone="9")) == []


def test_what_is_called_is_read_by_its_results():
    law = {"1": "第一条", "2": "第二条"}
    values = {"law": {"cite": law.__getitem__, "name": "法"}}
    witness = Witness(values, ["law"])
    assert witness.values["law"]["cite"]("1") == "第一条"
    assert changed(witness.reads, values) == []
    law["2"] = "第三条"
    assert changed(witness.reads, values) == []
    law["1"] = "另一条"
    assert changed(witness.reads, values) == [("law", "cite")]
    del law["1"]
    assert changed(witness.reads, values) == [("law", "cite")]


def test_keys_that_look_like_numbers_or_paths_are_told_apart():
    values = {"a": {"1": "x", 1: "y", "b/c#d~e": "z"}}
    witness = Witness(values, ["a"])
    for key in ("1", 1, "b/c#d~e"):
        witness.values["a"][key]
    assert changed(witness.reads, values) == []
    for key in ("1", 1, "b/c#d~e"):
        assert changed(witness.reads, {"a": values["a"] | {key: "other"}}) == [("a", key)]


def test_equal_values_of_different_kinds_have_different_fingerprints():
    alike = [1, True, "1", Decimal(1), 1.0, [1], ["1"], {"1": 1}, {}, [], "", None, date(2008, 1, 1), "2008-01-01"]
    assert len({fingerprint(value) for value in alike}) == len(alike)


def leaves(value, path=()):
    """Every plain value in the values, by its path."""
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(part, (*path, key))
    elif isinstance(value, str | int | date | Decimal):
        yield path


def another(value):
    if isinstance(value, bool):
        return not value
    return value + {str: "改", int: 1, date: timedelta(1), Decimal: 1}[type(value)]


@pytest.fixture(scope="module")
def copies():
    """A copy of each kind of paper of a sample, with its template."""
    alliance, programme = pipeline.check(SAMPLES / "xiamen-2008" / "led.yaml").cleared()
    kinds = {copy.kind: copy for copy in documents.plan(alliance, programme)}
    return [(copy, Template(copy.template, filters=filters(programme))) for copy in kinds.values()]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_paper_comes_out_the_same_unless_a_read_value_has_changed(copies, data):
    paper, template = data.draw(st.sampled_from(copies))
    witness = Witness(paper.context, template.names)
    before = template.render(witness.values, created=paper.date)
    path = data.draw(st.sampled_from(list(leaves(paper.context))))
    values = copy.deepcopy(paper.context)
    place = values
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = another(place[path[-1]])
    if changed(witness.reads, values):
        return
    assert template.render(values, created=paper.date) == before, path
