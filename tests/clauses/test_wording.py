import pytest

from docgen.clauses.wording import BLANK, Facts, WordingError, say, value


def test_a_missing_value_prints_as_ruled_space_also_through_a_filter():
    assert say("{{ days | counting }}日", Facts({"days": None})) == f"{BLANK}日"


def test_values_are_put_in_unescaped_and_unread():
    assert say("{{ name }}", Facts({"name": "A&D <{{ 7*7 }}>"})) == "A&D <{{ 7*7 }}>"


def test_facts_can_be_added_without_changing_those_at_hand():
    facts = Facts({"a": "甲"})
    assert say("{{ a }}{{ it }}", facts | {"it": "乙"}) == "甲乙"
    with pytest.raises(WordingError):
        say("{{ it }}", facts)


@pytest.mark.parametrize("wording", ["{{ unknown }}", "{{ name.secret }}", "{{ name | shout }}", "{% if %}", "{{ name"])
def test_a_wording_that_speaks_of_nothing_known_is_refused_with_its_words(wording):
    with pytest.raises(WordingError) as refused:
        say(wording, Facts({"name": "甲"}))
    assert refused.value.words == wording


@pytest.mark.parametrize("words", ["unknown", "name ==", "unknown == 'x'"])
def test_a_condition_on_nothing_known_is_refused(words):
    with pytest.raises(WordingError):
        value(words, Facts({"name": "甲"}))


def test_a_template_cannot_reach_into_python():
    with pytest.raises(WordingError):
        say("{{ name.__class__.__mro__ }}", Facts({"name": "甲"}))
