from docgen.model import CHINESE_KEYS, Round
from docgen.shipped import SAMPLES
from docgen.source import fit, read


def sample():
    review, findings = fit(read(SAMPLES / "xiamen-2008/rounds/2008-2/round.yaml", spellings=CHINESE_KEYS), Round)
    assert review is not None, findings
    return review


def test_an_alliance_is_named_by_its_file_unless_it_has_an_id():
    values = sample().plain()
    values["alliances"][0]["id"] = "lighting"
    review = Round.model_validate(values)
    assert [application.id for application in review.alliances] == ["lighting", "machinery", "software"]


def test_the_recused_are_assigned_but_do_not_review():
    review = sample()
    assert [expert.id for expert in review.assigned("led")] == ["e1", "e2", "e3", "e4", "e5", "e6", "e7"]
    assert [expert.id for expert in review.reviewers("led")] == ["e1", "e3", "e4", "e5", "e6", "e7"]
    assert review.recusal("e2", "led").reason == "任职于成员单位福建示范大学"
    assert review.recusal("e2", "software") is None


def test_only_the_assigned_review_where_the_work_is_divided():
    values = sample().plain() | {"assignments": [{"alliance": "led", "experts": ["e3", "e2", "e1"]}]}
    review = Round.model_validate(values)
    assert [expert.id for expert in review.reviewers("led")] == ["e1", "e3"]
    assert review.reviewers("software") == ()


def test_whoever_is_not_there_is_nothing():
    review = sample()
    assert (review.expert("x"), review.application("x"), review.score("x", "led")) == (None, None, None)
    assert review.leader.id == "e1"
    assert review.score("e1", "led").marks["elements"] == 18


def test_an_attachment_may_be_a_path_alone():
    values = sample().plain()
    values["alliances"][0]["attachments"] = ["a.pdf"]
    (paper,) = Round.model_validate(values).alliances[0].papers
    assert (paper.file, paper.title, paper.copies) == ("a.pdf", None, 1)
