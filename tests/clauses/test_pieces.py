from hypothesis import given
from hypothesis import strategies as st

from docgen.clauses.pieces import anchor, pieces, plain, reference

words = st.text(alphabet="依照的规定，。A9 ")


@given(st.lists(st.tuples(words, words)))
def test_a_wording_says_the_same_in_pieces_as_without_its_references(parts):
    wording = "".join(before + reference(number, "_Ref_x") for before, number in parts)
    assert plain(pieces(wording)) == "".join(before + number for before, number in parts)


def test_a_reference_between_words_is_a_piece_of_its_own():
    assert pieces("依照" + reference("第十二条", "_Ref_exit") + "办理。") == (
        ("依照", None),
        ("第十二条", "_Ref_exit"),
        ("办理。", None),
    )


def test_a_bookmark_has_a_name_that_word_accepts():
    assert anchor("council-voting", "special") == "_Ref_council_voting_special"
