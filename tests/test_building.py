import hashlib
import json
import pickle
import zipfile
from datetime import date

import pikepdf
import pytest

from docgen import documents, pipeline
from docgen.batch import Finished
from docgen.batch import crew as crews
from docgen.building import build, build_all
from docgen.clauses import library
from docgen.documents.plan import filters
from docgen.pipeline import Order
from docgen.render.reading import fingerprint
from docgen.shipped import SAMPLES, TEMPLATES

LED = SAMPLES / "xiamen-2008" / "led.yaml"
BIO = SAMPLES / "xiamen-2008" / "biomedicine.yaml"
QUICK = Order(formats=["docx"])


def remade(file, folder, order=QUICK):
    """The papers that are made again, with the reasons in English."""
    with crews() as alone:
        events = list(build_all({file: folder}, order, alone))
    return {event.job: [reason.en for reason in event.reasons] for event in events if getattr(event, "reasons", ())}


def edited(path, old, new):
    text = LED.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return path


def hashes(folder):
    found = (path for path in folder.rglob("*") if path.is_file())
    return {f"{path.relative_to(folder)}": hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_a_changed_telephone_number_makes_only_the_papers_again_that_print_it(tmp_path):
    assert len(remade(LED, tmp_path / "out")) == 11
    changed = edited(tmp_path / "led.yaml", "0592-0000002", "0592-7654321")
    assert remade(changed, tmp_path / "out") == {
        "work-plan": ["values that it uses changed: members, item 2, contact, phone"],
        "agreement": ["values that it uses changed: members, item 2, contact, phone"],
    }
    build(changed, tmp_path / "fresh", QUICK)
    assert hashes(tmp_path / "out") == hashes(tmp_path / "fresh")


def test_a_comment_or_an_unused_value_makes_nothing_again(tmp_path):
    remade(LED, tmp_path / "out")
    changed = edited(tmp_path / "led.yaml", "docgen: 1", "# 备注\ndocgen: 1")
    assert remade(changed, tmp_path / "out") == {}


@pytest.fixture
def programme(tmp_path):
    """A programme of the user's own, which may be changed."""
    folder = tmp_path / "templates" / "xiamen-2008"
    for file in (TEMPLATES / "xiamen-2008").rglob("*"):
        if file.is_file():
            copy = folder / file.relative_to(TEMPLATES / "xiamen-2008")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(file.read_bytes())
    return folder


def test_a_changed_template_makes_its_own_papers_again(tmp_path, programme):
    order = Order(formats=["docx"], templates=programme.parent)
    remade(LED, tmp_path / "out", order)
    template = programme / "evaluation-sheet" / "template.docx"
    with zipfile.ZipFile(template, "a") as package:
        package.comment = b"saved once more"
    assert remade(LED, tmp_path / "out", order) == {"evaluation-sheet": ["the template changed"]}


def test_a_changed_clause_makes_only_the_agreement_again(tmp_path, programme):
    order = Order(formats=["docx"], templates=programme.parent)
    remade(LED, tmp_path / "out", order)
    for clauses in (programme / "clauses").glob("*.yaml"):
        clauses.write_text(clauses.read_text("utf-8").replace("成员", "盟员"), "utf-8")
    library.load.cache_clear()
    again = remade(LED, tmp_path / "out", order)
    assert list(again) == ["agreement"]
    assert "text, chapters" in again["agreement"][0]


def test_another_date_of_issue_makes_the_certificates_again(tmp_path):
    remade(LED, tmp_path / "out")
    again = remade(LED, tmp_path / "out", Order(formats=["docx"], as_of=date(2009, 2, 3)))
    assert len(again) == 8
    for name, (reason, *_) in again.items():
        assert name.startswith("pilot-certificates/")
        assert reason == "the paper's date changed"


def test_a_format_that_is_not_there_yet_is_made(tmp_path):
    order = Order(only=["evaluation-sheet"], formats=["docx"])
    remade(LED, tmp_path, order)
    both = Order(only=["evaluation-sheet"])
    assert remade(LED, tmp_path, both) == {"evaluation-sheet": ["evaluation-sheet.pdf is not there yet"]}
    assert remade(LED, tmp_path, order) == {}


def test_two_processes_build_the_same_bytes_as_one(tmp_path):
    order = Order(only=["evaluation-sheet", "pilot-certificates"])
    for folder, jobs in (("one", 1), ("two", 2)):
        with crews(jobs=jobs) as workers:
            targets = {LED: tmp_path / folder / "led", BIO: tmp_path / folder / "bio"}
            events = list(build_all(targets, order, workers))
        assert sum(isinstance(event, Finished) for event in events) > 10
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")


def test_what_a_paper_is_made_of_can_be_sent_to_another_process():
    alliance, programme = pipeline.check(LED).cleared()
    for copy in documents.plan(alliance, programme):
        assert fingerprint(pickle.loads(pickle.dumps(copy)).context) == fingerprint(copy.context)
    assert pickle.loads(pickle.dumps(filters(programme)))["word"]("chair", "members.seat") == "理事长单位"


def test_the_values_that_a_paper_prints_ride_along_on_request_without_those_of_persons(tmp_path):
    order = Order(only=["work-plan"], formats=["pdf"], attach=True)
    build(LED, tmp_path, order)
    with pikepdf.open(tmp_path / "work-plan.pdf") as pdf:
        said = json.loads(pdf.attachments["values.json"].get_file().read_bytes())
    values = {value["path"]: value["printed"] for value in said["values"]}
    assert said["paper"] == "work-plan"
    assert values["alliance.name"] == "厦门市半导体照明产业技术创新战略联盟"
    assert not [path for path in values if path.endswith(("phone", "email"))]
    assert remade(LED, tmp_path, order) == {}
    plain = Order(only=["work-plan"], formats=["pdf"])
    assert remade(LED, tmp_path, plain) == {"work-plan": ["the command's options changed"]}
    with pikepdf.open(tmp_path / "work-plan.pdf") as pdf:
        assert not pdf.attachments
