from docgen.model import Alliance
from docgen.source.schema import keys_at, words_at


def test_the_keys_of_a_section_are_those_of_the_file_not_of_the_code():
    assert "alliance" in keys_at(Alliance, ())
    assert "pass" in keys_at(Alliance, ("governance", "council"))
    assert "uscc" in keys_at(Alliance, ("members", 3))


def test_where_no_section_can_be_there_are_no_keys():
    assert keys_at(Alliance, ("programme",)) == []
    assert keys_at(Alliance, ("nothing", "at", "all")) == []


def test_words_to_choose_from_are_found_through_lists_unions_and_optional_sections():
    assert words_at(Alliance, ("members", 0, "seat")) == ["chair", "vice_chair", "director", "member"]
    assert words_at(Alliance, ("agreement", "secrecy_years")) == ["until_public"]
    assert words_at(Alliance, ("alliance", "name")) == []
    assert words_at(Alliance, ("investment", "sources", 0, "amounts", "2009")) == []
