from datetime import date

from docgen import pipeline, rules
from docgen.model import Alliance
from docgen.rules.walking import Words
from docgen.shipped import SAMPLES

LED = SAMPLES / "xiamen-2008" / "led.yaml"


def test_an_alliance_is_made_plain_once_for_all_rules(monkeypatch):
    alliance, programme = pipeline.check(LED).cleared()
    asked, plain = [], Alliance.plain
    monkeypatch.setattr(Alliance, "plain", lambda self: asked.append(self) or plain(self))
    rules.check(alliance, programme, on=date(2009, 1, 12), locate=lambda path: path)
    assert asked == [alliance]


def test_codes_and_chosen_words_are_not_what_people_wrote():
    alliance, programme = pipeline.check(LED).cleared()
    words = Words(alliance, programme.vocabulary)
    written = {path for path, _ in words.written}
    assert ("members", 0, "name") in written
    assert not {("members", 0, "uscc"), ("members", 0, "kind")} & written
    assert {("members", 0, "uscc"), ("members", 0, "kind")} <= {path for path, _ in words.texts}
    assert {path[-1] for path, _ in words.names if path[0] == "members"} >= {"name", "legal_representative"}
