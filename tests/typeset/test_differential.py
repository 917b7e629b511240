"""A Word file for each feature: what LibreOffice prints on each page, we print too, and where."""

import shutil

import corpus
import every_paper
import printed
import pytest

from docgen.typeset import Typeset, office, typeset
from docgen.typeset.office import Foreign

pytestmark = [
    pytest.mark.office,
    pytest.mark.poppler,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"),
    pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler (pdftoppm) is not installed"),
]
NEAR = 2.0  # points
APPROXIMATED = {"underlines": "wave"}
Both = dict[str, tuple[Typeset, Typeset]]


@pytest.fixture(scope="module")
def both() -> Both:
    """Each file as we and as LibreOffice print it, LibreOffice in one start for each of two workers."""
    theirs = office.convert([Foreign(".docx", file) for file in corpus.FEATURES.values()])
    ours = typeset(corpus.FEATURES.values())
    pairs = {feature: (one, other) for feature, one, other in zip(corpus.FEATURES, ours, theirs, strict=True)}
    assert [feature for feature, (_, other) in pairs.items() if other is None] == []
    return pairs


def test_the_corpus_is_as_large_as_the_rates_that_it_gives() -> None:
    assert len(corpus.FEATURES) == 109
    assert {*corpus.DIFFERS, *corpus.PLACED_APART} < corpus.FEATURES.keys()
    assert len(corpus.DIFFERS) <= 7


def test_each_page_says_what_libreoffice_prints_on_it_in_the_same_order(both: Both) -> None:
    apart = {name for name, pair in both.items() if len({tuple(printed.in_order(made.pdf)) for made in pair}) > 1}
    assert apart == corpus.DIFFERS.keys()


def test_lines_stand_where_libreoffice_sets_them(both: Both) -> None:
    apart = {name for name, pair in both.items() if name not in corpus.DIFFERS and printed.far(*pair, within=NEAR)}
    assert apart == corpus.PLACED_APART.keys()


def test_tables_and_borders_have_their_edges_where_libreoffice_draws_them(both: Both) -> None:
    alike = corpus.FEATURES.keys() - corpus.PLACED_APART
    ruled = [name for name in alike if corpus.is_ruled(corpus.FEATURES[name])]
    assert len(ruled) >= 14
    found = {name: [printed.rules(made.pdf) for made in both[name]] for name in ruled}
    assert all(ours for ours, _ in found.values())
    assert {name: edges for name, edges in found.items() if printed.unlike(*edges, within=NEAR)} == {}


def test_what_is_approximated_is_named_and_nothing_else_is(both: Both) -> None:
    warned = {feature: ours.warnings for feature, (ours, _) in both.items() if ours.warnings}
    assert warned.keys() == APPROXIMATED.keys()
    for feature, (warning,) in warned.items():
        assert APPROXIMATED[feature] in warning.say("en")


def test_counts_and_references_of_every_kind_of_paper_are_what_libreoffice_computes_when_it_updates_all() -> None:
    made = every_paper.papers(holding=b"NUMPAGES")
    assert len(made) >= 21
    theirs = office.convert([Foreign(".docx", docx) for docx in made.values()], update=True)
    for (name, docx), other in zip(made.items(), theirs, strict=True):
        assert other is not None, name
        assert set(every_paper.counts_of_pages(docx)) == {f"{other.pages}"}, name
        said = every_paper.references(other.pdf)
        assert said == every_paper.references(next(typeset([docx])).pdf), name
        assert said or "/agreement" not in name
