import pytest

from docgen.source import Source, parse

TEXT = """\
联盟: {名称: 甲乙, term: }
members:
  - id: a
    background: |  # 说明
      一
  - {id: b}
amounts: {2009: 1}
"""


@pytest.fixture
def source():
    return parse(TEXT, file="f.yaml", spellings={"联盟": "alliance", "名称": "name", "成员": "members"})


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("alliance", "name"), (1, 10, 2)),
        (("alliance",), (1, 1, 2)),
        (("alliance", "term"), (1, 14, 4)),
        (("members",), (2, 1, 7)),
        (("members", 0), (3, 5, 5)),
        (("members", 0, "id"), (3, 9, 1)),
        (("members", 0, "background"), (4, 17, 1)),
        (("members", 1), (6, 5, 7)),
        (("amounts", 2009), (7, 17, 1)),
        ((), (1, 1, 1)),
    ],
)
def test_a_value_is_found_where_it_is_written(source, path, place):
    found = source.locate(path)
    assert (found.line, found.column, found.width) == place


def test_a_key_is_found_where_it_is_written(source):
    found = source.locate(("alliance", "name"), key=True)
    assert (found.line, found.column, found.width) == (1, 6, 2)


def test_what_is_missing_is_found_at_the_section_it_belongs_to(source):
    assert source.locate(("alliance", "name", "x", 3)).column == 6
    assert source.locate(("members", 1, "name")).line == 6
    assert source.locate(("members", 9, "name")).line == 2
    assert source.locate(("nothing",)).line == 1


def test_a_key_is_spelled_as_written_and_a_missing_one_like_its_neighbours(source):
    assert source.spell(("alliance",)) == "联盟"
    assert source.spell(("alliance", "name")) == "名称"
    assert source.spell(("members",)) == "members"
    assert source.spell(("members", 0, "name")) == "name"


def test_a_source_without_text_still_has_a_place():
    assert str(Source("f.yaml").locate(("a",))) == "f.yaml:1:1"
