import time

import pytest
from lxml import etree

from docgen.diagnostics import Wording
from docgen.render.tags import Kind, Tagger, Tags
from docgen.render.word import W

PART = Wording("正文", "body")


def tagged(*runs: str) -> tuple[Tags, list[str], Tagger]:
    """Tags of one paragraph of these runs, the runs' texts afterwards, and the tagger."""
    texts = "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    root = etree.fromstring(f'<w:body xmlns:w="{W}"><w:p>{texts}</w:p></w:body>')
    tags = Tags()
    tagger = Tagger("t.docx", PART, tags)
    tagger.mark(root)
    return tags, [text.text or "" for text in root.iter(f"{{{W}}}t")], tagger


@pytest.mark.parametrize(
    ("written", "kind", "scope", "code"),
    [
        ("{{ a }}", Kind.PRINT, "", "a"),
        ("{{a}}", Kind.PRINT, "", "a"),
        ("{{r a }}", Kind.PRINT, "r", "a"),
        ("{{p }}", Kind.PRINT, "", "p"),
        ("{{ p }}", Kind.PRINT, "", "p"),
        ("{%p for i in x %}", Kind.BLOCK, "p", "for i in x"),
        ("{%tr if a %}", Kind.BLOCK, "tr", "if a"),
        ("{%tc endfor %}", Kind.BLOCK, "tc", "endfor"),
        ("{%- endif -%}", Kind.BLOCK, "", "endif"),
        ("{#p note #}", Kind.COMMENT, "p", "note"),
        ("{{ “x” ~ ‘y’ }}", Kind.PRINT, "", "\"x\" ~ 'y'"),
        ("{{ '}}' }}", Kind.PRINT, "", "'}}'"),
        ('{% if a == "%}" %}', Kind.BLOCK, "", 'if a == "%}"'),
        ("{{ {'a': {'b': {'c': 2}}}.a.b.c }}", Kind.PRINT, "", "{'a': {'b': {'c': 2}}}.a.b.c"),
        ("{{ {'a': {'}}': 1}} }}", Kind.PRINT, "", "{'a': {'}}': 1}}"),
        ("{{ {} }}", Kind.PRINT, "", "{}"),
        ("{% set x = {'a': {'b': 1}} %}", Kind.BLOCK, "", "set x = {'a': {'b': 1}}"),
        ("{{ a &lt; b &amp;&amp; c }}", Kind.PRINT, "", "a < b && c"),
    ],
)
def test_a_tag_is_read_as_its_author_wrote_it(written, kind, scope, code) -> None:
    tags, texts, _ = tagged(f"x{written}y")
    (tag,) = tags.since(0)
    assert (tag.kind, tag.scope, tag.code) == (kind, scope, code)
    assert texts[0] == "x\ufdd00\ufdd1y"


@pytest.mark.parametrize(
    "runs", [("{{ name }}",), ("{", "{ name }}"), ("{{", " na", "me }", "}"), ("a{{ name }}b", "c")]
)
def test_a_tag_spread_over_runs_is_whole_in_the_first_of_them(runs) -> None:
    tags, texts, _ = tagged(*runs)
    assert [tag.code for tag in tags.since(0)] == ["name"]
    first = next(number for number, run in enumerate(runs) if "{" in run)
    assert "\ufdd00\ufdd1" in texts[first]
    assert "".join(texts).replace("\ufdd00\ufdd1", "") == "".join(runs).replace("{{ name }}", "")


def test_a_tags_place_is_its_column_in_the_whole_paragraph() -> None:
    tags, _, _ = tagged("甲方", "：{{ a", " }}乙 {{ b }}")
    assert [(tag.place.standing.number, tag.place.column, tag.place.width) for tag in tags.since(0)] == [
        (1, 4, 7),
        (1, 13, 7),
    ]


@pytest.mark.parametrize("torn", ["{{ a", "{% if", "{# note", "{{ 'a }}", "x {{ a }} {{ b"])
def test_a_torn_tag_is_reported_and_left_as_text(torn) -> None:
    _, texts, tagger = tagged(torn)
    assert [finding.code for finding in tagger.findings] == ["TPL-01"]
    assert texts[0].endswith(torn[-4:])


@pytest.mark.parametrize("text", ["{ a }", "}} %}", "{a}{b}", "{ {a} }", "100% {"])
def test_braces_that_are_no_tag_stay(text) -> None:
    tags, texts, tagger = tagged(text)
    assert (len(tags), texts, tagger.findings) == (0, [text], [])


@pytest.mark.parametrize("torn", ["{{ '{", "{{", "{% ", "{{ {", "{#", "{{ a ", "{{ {'a': {", '{% "'])
def test_a_hundred_thousand_unfinished_tags_are_told_at_once_and_not_all(torn) -> None:
    start = time.thread_time()
    _, _, tagger = tagged(torn * 100_000)
    assert 1 <= len(tagger.findings) <= 20
    assert time.thread_time() - start < 5


def test_many_tags_torn_over_many_runs_of_one_paragraph_take_time_by_their_number() -> None:
    def seconds(number: int) -> float:
        start = time.thread_time()
        tags, texts, _ = tagged(*["x{", "{ v", " }}y"] * number)
        assert (len(tags), "".join(texts).count("xy"), texts[-1]) == (number, 0, "y")
        return time.thread_time() - start

    assert seconds(6_000) < 20 * seconds(1_000)
