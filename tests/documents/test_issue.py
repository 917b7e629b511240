from datetime import date

from docgen.documents import Issue, Issued, plan
from docgen.programme import load
from docgen.shipped import TEMPLATES

XIAMEN = load("xiamen-2008", [TEMPLATES])
PILOT = Issue("pilot", "厦科联〔2009〕1号", {"haiyao": Issued("厦联试〔2009〕1-2号", date(2009, 3, 1), "QR")})


def test_certificates_that_are_not_issued_have_no_number_and_go_to_every_member(led):
    copies = plan(led, XIAMEN, only=["pilot-certificates"])
    assert [copy.context["member"]["id"] for copy in copies] == [member.id for member in led.members]
    assert {copy.context["member"]["certificate"]["number"] for copy in copies} == {""}


def test_an_issue_makes_the_papers_of_its_members_only(led):
    (copy,) = plan(led, XIAMEN, only=["pilot-certificates"], as_of=date(2009, 1, 10), issue=PILOT)
    assert copy.context["member"]["certificate"] == {
        "number": "厦联试〔2009〕1-2号",
        "reissued_on": date(2009, 3, 1),
        "qr": "QR",
    }
    assert copy.context["certificate"]["title"] == "厦门市半导体照明产业技术创新战略联盟试点单位"


def test_what_is_made_on_request_is_made_only_when_it_is_named(led):
    assert "demonstration-certificates" not in {copy.kind for copy in plan(led, XIAMEN)}
    first, *_ = plan(led, XIAMEN, only=["demonstration-certificates"])
    assert first.context["certificate"]["title"] == "厦门市半导体照明产业技术创新战略联盟示范单位"
