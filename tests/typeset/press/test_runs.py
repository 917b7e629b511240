from docgen.typeset.looks import ParagraphFormat, RunFormat
from docgen.typeset.press.job import Job
from docgen.typeset.press.leading import Edges, Leading
from docgen.typeset.press.runs import RunWriter
from docgen.typeset.press.typecase import typecase
from docgen.typeset.tree import Grid

EXACT = Leading(ParagraphFormat(line=28, line_rule="exact"), Grid(), Edges(16, 4))


def written(text: str, look: RunFormat, *, character: float = 0.0) -> tuple[str, str]:
    """The expression of a run, and the definitions that it stands on."""
    job = Job(frozenset(), typecase())
    writer = RunWriter(job, character=character)
    return writer.text(text, look, EXACT), job.definitions()


def test_runs_of_one_look_share_one_definition() -> None:
    job = Job(frozenset(), typecase())
    writer = RunWriter(job)
    one, other = (writer.text(text, RunFormat(), EXACT) for text in ("甲", "乙"))
    assert one.partition("(")[0] == other.partition("(")[0]


def test_letters_are_kerned_only_where_the_file_asks_for_it() -> None:
    _, plain = written("AVAVA", RunFormat())
    _, kerned = written("AVAVA", RunFormat(kerning=True))
    assert "kerning" not in plain
    assert "kerning: true" in kerned


def test_latin_bold_has_its_face_and_chinese_bold_is_drawn() -> None:
    expression, definitions = written("联盟LED", RunFormat(bold=True))
    assert expression.count('"') == 4
    assert 'weight: "bold"' in definitions
    assert "stroke: 0.028em" in definitions


def test_a_character_grid_adds_to_the_tracking_unless_the_run_opts_out() -> None:
    assert "tracking: -0.2pt" in written("国", RunFormat(), character=-0.2)[1]
    assert "tracking: 0.8pt" in written("国", RunFormat(tracking=1.0), character=-0.2)[1]
    assert "tracking" not in written("国", RunFormat(snap_to_grid=False), character=-0.2)[1]


def test_underlined_blanks_are_ruled_space_of_their_width() -> None:
    expression, _ = written("\u3000\u3000  ", RunFormat(size=16, underline="single"))
    assert expression.startswith("ruled(40pt")


def test_small_capitals_are_capitals_of_two_sizes() -> None:
    expression, definitions = written("Led", RunFormat(size=10, small_caps=True))
    assert '"L"' in expression
    assert '"ED"' in expression
    assert "size: 8pt" in definitions


def test_emphasis_scale_and_slant_take_each_character_apart() -> None:
    _, definitions = written("字", RunFormat(emphasis="dot", scale=0.66, italic=True))
    assert "each(it, c => dotted" in definitions
    assert "scaled(66%" in definitions
    assert "slanted(c)" in definitions
