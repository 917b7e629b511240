from docgen.revision.aligning import align


def kinds(pairs):
    return [
        (pair.passage.mark if pair.passage else None, pair.line.text if pair.line else None, pair.moved)
        for pair in pairs
    ]


def test_a_bookmark_finds_its_paragraph_whatever_it_says_now(passage, line):
    pairs = align([passage("_1", "甲"), passage("_2", "乙")], [line("全新", marks=("_1",)), line("乙", marks=("_2",))])
    assert kinds(pairs) == [("_1", "全新", False), ("_2", "乙", False)]


def test_without_bookmarks_words_find_the_paragraph(passage, line):
    pairs = align(
        [passage("_1", "成员应当按时足额投入"), passage("_2", "理事会每年召开会议")],
        [line("新写的一段话"), line("成员应当按时、足额投入。"), line("理事会每年召开会议")],
    )
    assert kinds(pairs) == [
        (None, "新写的一段话", False),
        ("_1", "成员应当按时、足额投入。", False),
        ("_2", "理事会每年召开会议", False),
    ]


def test_one_paragraph_between_two_that_are_known_is_the_one_that_was_there(passage, line):
    pairs = align(
        [passage("_1", "甲"), passage("_2", "800", row=1), passage("_3", "丙")],
        [line("甲", marks=("_1",)), line("1,234", row=1), line("丙", marks=("_3",))],
    )
    assert kinds(pairs)[1] == ("_2", "1,234", False)


def test_what_went_stands_after_what_it_followed(passage, line):
    pairs = align(
        [passage("_1", "甲"), passage("_2", "乙"), passage("_3", "丙")],
        [line("甲", marks=("_1",)), line("丙", marks=("_3",))],
    )
    assert kinds(pairs) == [("_1", "甲", False), ("_2", None, False), ("_3", "丙", False)]


def test_a_paragraph_that_stands_elsewhere_was_moved(passage, line):
    passages = [passage(f"_{number}", word) for number, word in enumerate("甲乙丙丁")]
    marked = [line(word, marks=(f"_{number}",)) for number, word in enumerate("甲乙丙丁")]
    pairs = align(passages, [marked[3], *marked[:3]])
    assert [mark for mark, _, moved in kinds(pairs) if moved] == ["_3"]


def test_a_paragraph_that_was_cut_and_pasted_without_its_bookmark_was_moved(passage, line):
    words = ["成员在联盟中地位平等。", "甲", "乙"]
    pairs = align(
        [passage(f"_{number}", word) for number, word in enumerate(words)],
        [line("甲", marks=("_1",)), line("乙", marks=("_2",)), line(words[0])],
    )
    assert ("_0", words[0], True) in kinds(pairs)
    assert None not in [pair.line for pair in pairs]


def test_a_bookmark_that_was_copied_counts_once(passage, line):
    pairs = align([passage("_1", "甲")], [line("甲", marks=("_1",)), line("甲", marks=("_1",))])
    assert kinds(pairs) == [("_1", "甲", False), (None, "甲", False)]


def test_blank_lines_say_nothing_but_in_a_table_they_may_be_filled(passage, line):
    pairs = align(
        [passage("_1", "甲"), passage("_2", row=1)],
        [line(""), line("甲", marks=("_1",)), line("", row=1, marks=("_2",))],
    )
    assert kinds(pairs) == [("_1", "甲", False), ("_2", "", False)]


def test_a_cell_of_a_row_that_went_is_not_taken_for_one_of_a_row_that_came(passage, line):
    name = "厦门示范检测仪器有限公司"
    passages = [passage("_1", "甲"), passage("_2", name, row=1), passage("_3", "参加", row=1), passage("_4", "乙")]
    came = [line("甲", marks=("_1",)), line("乙", marks=("_4",)), line(name, row=1), line("不参加", row=1)]
    assert kinds(align(passages, came)) == [
        ("_1", "甲", False),
        ("_2", None, False),
        ("_3", None, False),
        ("_4", "乙", False),
        (None, name, False),
        (None, "不参加", False),
    ]
