from datetime import date
from pathlib import PurePosixPath

from docgen.documents import plan
from docgen.model.alliance import Signatory


def test_there_is_one_certificate_for_every_member(led, programme):
    paths = [copy.path for copy in plan(led, programme, only=["pilot-certificates"])]
    assert paths == [PurePosixPath("pilot-certificates", member.id) for member in led.members]


def test_a_certificate_bears_no_date_until_it_is_issued(led, programme):
    assert {copy.date for copy in plan(led, programme, only=["pilot-certificates"])} == {None}
    issued = plan(led, programme, only=["pilot-certificates"], as_of=date(2009, 2, 3))
    assert {copy.date for copy in issued} == {date(2009, 2, 3)}


def test_each_paper_bears_its_own_date(led, programme):
    dates = {copy.kind: copy.date for copy in plan(led, programme)}
    assert dates["work-plan"] == date(2008, 11, 25)
    assert dates["agreement"] == date(2008, 11, 20)


def test_a_draft_prints_ruled_space_where_a_fact_is_missing(led, programme):
    profile = led.profile.model_copy(update={"industry": None})
    [copy] = plan(led.model_copy(update={"profile": profile}), programme, only=["work-plan"], draft=True)
    assert str(copy.context["alliance"]["industry"]) == "＿" * 6


def test_a_letter_of_authority_is_made_for_each_member_that_signs_by_a_deputy(led, programme):
    assert plan(led, programme, only=["authorization-letter"]) == []
    deputy = led.members[2].model_copy(update={"signatory": Signatory(name="代示例")})
    members = (*led.members[:2], deputy, *led.members[3:])
    [copy] = plan(led.model_copy(update={"members": members}), programme, only=["authorization-letter"])
    assert copy.path == PurePosixPath("authorization-letter", deputy.id)
    assert copy.context["member"]["signatory"]["name"] == "代示例"
