import pytest

from docgen.batch import Failed, Finished, crew
from docgen.errors import InputError
from docgen.shipped import TEMPLATES
from docgen.typesetting import Request, typeset_all

PLAIN = Request()


@pytest.fixture
def papers(tmp_path):
    copies = [tmp_path / f"{name}.docx" for name in "abc"]
    for copy in copies:
        copy.write_bytes((TEMPLATES / "xiamen-2008" / "house.docx").read_bytes())
    return copies


def done(papers, folder, request=PLAIN, *, keep=True):
    with crew() as alone:
        targets = {paper: (folder, f"{paper.stem}.pdf") for paper in papers}
        return list(typeset_all(targets, request, alone, keep=keep))


def made(events):
    return {event.job: [reason.en for reason in event.reasons] for event in events if isinstance(event, Finished)}


def test_only_the_file_that_changed_is_laid_out_again(papers, tmp_path):
    done(papers, tmp_path / "out")
    papers[1].write_bytes((TEMPLATES / "xiamen-2008" / "packet-cover" / "template.docx").read_bytes())
    assert made(done(papers, tmp_path / "out")) == {"a": [], "b": ["the file itself changed"], "c": []}


def test_other_options_lay_everything_out_again(papers, tmp_path):
    done(papers[:1], tmp_path / "out")
    again = done(papers[:1], tmp_path / "out", Request(update=True))
    assert made(again) == {"a": ["the command's options changed"]}


def test_a_file_that_cannot_be_opened_stops_no_other(papers, tmp_path):
    papers[0].unlink()
    events = done(papers, tmp_path / "out")
    (failed,) = (event for event in events if isinstance(event, Failed))
    assert (failed.job, type(failed.error)) == ("a", InputError)
    assert sorted(made(events)) == ["b", "c"]


def test_beside_its_file_a_pdf_leaves_nothing_else(papers, tmp_path):
    done(papers, tmp_path, keep=False)
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx"] * 3 + [".pdf"] * 3
