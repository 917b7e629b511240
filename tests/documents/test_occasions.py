from datetime import date

from docgen.documents.kinds import Sheet
from docgen.documents.occasions import occasions
from docgen.model.life import Visit


def sheet(**keys):
    return Sheet(title="函", order=1, **keys)


def visited(led, **keys):
    visit = Visit(id="v1", planned_on=date(2010, 3, 1), held_on=date(2010, 4, 1), place="厦门", **keys)
    return led.model_copy(update={"visits": (visit,)})


def test_a_paper_with_a_notice_waits_for_its_number(led):
    wanted = sheet(about="entry", entries="visits", notice="notice")
    (waiting,) = occasions(wanted, visited(led), None)
    assert not waiting.ripe
    (ripe,) = occasions(wanted, visited(led, notice={"number": "厦科函〔2010〕2号", "issued_on": "2010-04-09"}), None)
    assert (ripe.ripe, ripe.name, ripe.day) == (True, "v1", date(2010, 4, 9))


def test_a_paper_may_bear_a_day_of_its_entry(led):
    (plan,) = occasions(sheet(about="entry", entries="visits", dated="planned_on"), visited(led), None)
    assert (plan.day, plan.ripe) == (date(2010, 3, 1), True)
    (reply,) = occasions(sheet(about="entry", entries="visits", dated="reply_by"), visited(led), None)
    assert not reply.ripe


def test_an_alliance_without_entries_gives_no_occasion(led):
    assert list(occasions(sheet(about="entry", entries="visits", dated="held_on"), led, None)) == []


def test_a_paper_about_the_alliance_has_one_occasion(led):
    (signed,) = occasions(sheet(dated="signed"), led, None)
    assert (signed.name, signed.day) == ("", date(2008, 11, 20))
