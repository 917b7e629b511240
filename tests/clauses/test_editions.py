"""The English edition says what the Chinese says: the same articles, references, terms and numbers.

Under every pair of choices too: ``test_subsets.py``.
"""

import shutil
from datetime import date
from itertools import product

import pytest

from docgen import clauses
from docgen.clauses.library import load
from docgen.clauses.parallels import differences
from docgen.clauses.terms import spoken, words
from docgen.clauses.translating import translated
from docgen.errors import TemplateError
from docgen.programme import load as load_programme
from docgen.shipped import TEMPLATES
from tests.clauses.test_subsets import OPTIONAL


def both(alliance, programme, on=date(2009, 3, 1)):
    return (write(alliance, programme, on=on) for write in (clauses.agreement, clauses.english_agreement))


def told(alliance, programme, on=date(2009, 3, 1)):
    """The differences of both editions, but for the unit of an indicator: 12.5亿元 is 12.5 of RMB 100 million."""
    chinese, english = both(alliance, programme, on)
    goals = chinese.article("goals").label
    return [found for found in differences(chinese, english) if found.place != goals]


@pytest.mark.parametrize("on", [date(2009, 3, 1), date(2021, 6, 1), date(2026, 4, 1)])
def test_both_editions_say_the_same_under_the_law_of_any_day(changed, programme, on):
    assert told(changed({}), programme, on) == []


def test_whatever_optional_clauses_stand_both_editions_say_the_same(changed, programme):
    for bits in list(product((0, 1), repeat=len(OPTIONAL)))[::97]:
        taken = {path: values[bit] for (path, values), bit in zip(OPTIONAL.items(), bits, strict=True)}
        assert told(changed({"tasks": []} | taken), programme) == [], taken


def test_both_editions_define_the_same_terms(changed, programme):
    chinese, english = both(changed({}), programme)
    library = load(programme.folders)
    terms = {known.term: said.term for known, said in zip(
        library.definitions, translated(library, programme.folders).definitions, strict=True
    )}  # fmt: skip
    used = spoken("\n".join(words(chinese)), terms)
    assert {terms[term] for term in used} == spoken("\n".join(words(english)), terms.values())
    assert len(chinese.article("definitions").paragraphs[0].points) == len(used)


def test_a_translation_bears_the_version_of_the_text_that_prevails(changed, programme):
    chinese, english = both(changed({}), programme)
    assert english.version == chinese.version


def test_only_an_agreement_with_a_translation_says_which_text_prevails(changed, programme, article):
    with_english, without = (
        clauses.agreement(changed(more), programme, on=date(2009, 3, 1)) for more in ({}, {"english": []})
    )
    assert "以中文文本为准" in article(with_english, "counterparts")
    assert "以中文文本为准" not in article(without, "counterparts")


def test_numbers_and_references_that_differ_are_found(changed, programme):
    chinese, _ = both(changed({}), programme)
    _, english = both(changed({"agreement.exit_notice_days": 60}), programme)
    assert [found.place for found in differences(chinese, english)] == [chinese.article("exit").label]


@pytest.fixture
def city(tmp_path):
    """A programme whose clauses may be changed."""
    shutil.copytree(TEMPLATES / "xiamen-2008", tmp_path / "xiamen-2008")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "      - Headings are for convenience only and do not affect the meaning of any provision.\n",
            "",
            "interpretation",
        ),
        ("  interpretation:", "  interpreting:", "interpretation"),
        ("  联盟实体:", "  联盟的实体:", "联盟实体"),
    ],
)
def test_every_clause_paragraph_and_term_without_english_is_told_by_name(changed, city, old, new, said):
    file = city / "xiamen-2008/clauses/english/01-definitions.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(TemplateError) as raised:
        clauses.english_agreement(changed({}), load_programme("xiamen-2008", [city]), on=date(2009, 3, 1))
    assert any(said in finding.message.zh for finding in raised.value.findings)
