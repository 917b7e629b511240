from docgen.documents.blank import Blank, blanked


def test_a_blank_prints_ruled_space_and_counts_as_nothing():
    blank = Blank()
    assert f"{blank}" == "＿＿＿＿＿＿"
    assert not blank
    assert list(blank) == []


def test_the_parts_of_a_blank_are_blank():
    assert blanked({"governance": None})["governance"].council.term_years == Blank()


def test_only_what_is_missing_is_blanked():
    assert blanked({"a": [None, "x", 0, {"b": None}]}) == {"a": [Blank(), "x", 0, {"b": Blank()}]}
