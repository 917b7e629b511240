from hypothesis import given
from hypothesis import strategies as st

from docgen import text
from docgen.clauses.pieces import Piece, ended, pieces, plain, reference, traced
from docgen.clauses.tongue import CHINESE, ENGLISH

words = st.text(alphabet="依照的规定，。A9 ")


@given(st.lists(st.tuples(words, words)))
def test_a_wording_says_the_same_in_pieces_as_without_its_references(parts):
    wording = "".join(before + reference(number, "_Ref_x") for before, number in parts)
    assert plain(pieces(wording)) == "".join(before + number for before, number in parts)


def test_a_reference_between_words_is_a_piece_of_its_own():
    assert pieces("依照" + reference("第十二条", "_Ref_exit") + "办理。") == (
        Piece("依照"),
        Piece("第十二条", "_Ref_exit"),
        Piece("办理。"),
    )


def test_a_value_is_a_piece_that_knows_where_in_the_file_it_stands():
    wording = "提前" + traced("三十", ("agreement", "exit_notice_days")) + "日"
    assert pieces(wording)[1] == Piece("三十", source=("agreement", "exit_notice_days"))
    assert pieces(traced("甲；", ("members", 2, "rights", 0))) == (Piece("甲；", source=("members", 2, "rights", 0)),)


def test_a_value_that_holds_references_already_is_no_value_of_the_file():
    assert pieces(traced(f"见{reference('第一条', '_Ref_a')}", ("a",))) == (Piece("见"), Piece("第一条", "_Ref_a"))


def test_an_item_ends_with_its_mark_and_no_other():
    assert plain(ended(pieces("甲；"), "。", text.bare)) == "甲。"
    assert ended(pieces("依照" + reference("第一条", "_Ref_a")), "；", text.bare)[-1] == Piece("；")
    assert ended(pieces(traced("甲。", ("a",))), "；", text.bare) == (Piece("甲", source=("a",)), Piece("；"))
    assert ended(pieces("。"), "；", text.bare) == (Piece("；"),)


def test_an_english_item_loses_no_point_of_a_name_and_has_no_second_one():
    assert plain(ended(pieces("A Co., Ltd."), ".", ENGLISH.bare)) == "A Co., Ltd."
    assert plain(ended(pieces("A Co., Ltd."), ";", ENGLISH.bare)) == "A Co., Ltd.;"


def test_a_bookmark_has_a_name_that_word_accepts():
    assert CHINESE.anchor("council-voting", "special") == "_Ref_council_voting_special"
