import pytest

from docgen.source import parse

CASES = {
    "a key with a full-width colon": ("alliance：\n  name: x\n", "SRC-18", (1, 1)),
    "a key without a space after the colon": ("a:\n  name:x\n  kind: y\n", "SRC-18", (2, 3)),
    "a list dash without a space": ("a:\n- 1\n-2\n", "SRC-18", (3, 1)),
    "a quotation mark that is not closed": ('a: "x\nb: 1\n', "SRC-19", (1, 4)),
    "text after a quotation": ('a: "x" y\n', "SRC-19", (1, 8)),
    "a backslash in double quotes": ('a: "x\\q"\n', "SRC-20", (1, 6)),
    "a brace that is not closed": ("a: {b: 1\nc: 2\n", "SRC-21", (1, 4)),
    "a bracket too many": ("a: [x]]\n", "SRC-21", (1, 7)),
    "an at sign in front": ("a: @x\n", "SRC-22", (1, 4)),
    "a percent sign in front": ("a: %5\n", "SRC-22", (1, 4)),
    "a dash in front": ("a: - b\n", "SRC-22", (1, 4)),
    "a bar in front": ("a: |x\n", "SRC-22", (1, 4)),
    "an ampersand alone": ("a: & b\n", "SRC-11", (1, 4)),
    "a colon inside a text": ("a: b: c\n", "SRC-23", (1, 5)),
    "a key that is not aligned": ("a:\n    b: 1\n  c: 2\n", "SRC-23", (3, 3)),
    "a section under a value": ("a: 1\n  b: 2\n", "SRC-23", (2, 3)),
    "an escape that is no character": ('a: "\\U00110000"\n', "SRC-24", (1, 2)),
}


@pytest.mark.parametrize(("text", "code", "place"), CASES.values(), ids=CASES)
def test_a_syntax_error_is_told_in_our_words_at_its_place(text, code, place):
    source = parse(text, file="f.yaml")
    (finding,) = source.findings
    assert (finding.code, (finding.location.line, finding.location.column)) == (code, place)
    assert source.values is None


def test_the_character_that_cannot_stand_in_front_is_named():
    (finding,) = parse("a: `x\n", file="f").findings
    assert "“`”" in finding.message.zh


def test_every_line_indented_by_a_tab_is_told():
    source = parse("a:\n\tb: 1\n\n  c: 2\n \td: 3\n", file="f")
    assert [(finding.code, finding.location.line) for finding in source.findings] == [("SRC-08", 2), ("SRC-08", 5)]


def test_a_tab_after_a_colon_is_told_where_it_stands():
    (finding,) = parse("a:\tb\n", file="f").findings
    assert (finding.code, finding.location.column) == ("SRC-08", 3)


def test_tabs_inside_text_are_text():
    assert parse('a: "x\ty"\nb: |\n  p\tq\n  \tr\n', file="f").values == {"a": "x\ty", "b": "p\tq\n\tr\n"}


def test_a_fault_that_explains_the_syntax_error_of_its_line_stands_alone():
    assert [finding.code for finding in parse("a: *重要* 的\n", file="f").findings] == ["SRC-11"]


def test_faults_before_a_syntax_error_are_told_with_it():
    assert [finding.code for finding in parse("a: 1\na: 2\nb: @\n", file="f").findings] == ["SRC-10", "SRC-22"]
