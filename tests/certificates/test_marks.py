import pickle
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from docgen import certificates, seal
from docgen.batch.crews import Alone
from docgen.certificates import Look, Marks, Order, pressing
from docgen.errors import InputError
from docgen.registry import Event
from docgen.seal import Keyring, RevocationList, Status, read_trust, revocations
from docgen.shipped import SAMPLES

LED = SAMPLES / "xiamen-2008" / "led.yaml"
NOTICE, WORDS = "厦科联〔2009〕1号", "correct horse"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A bureau with a key, and an issue to all members of the sample that bears codes."""
    home = tmp_path_factory.mktemp("bureau")
    minted = Keyring(home / "seal").create("厦门市科学技术局", date(2009, 1, 1), WORDS)
    signed = revocations.sign(RevocationList(date(2009, 1, 1)), minted.signer)
    for file, content in (minted.files | {home / "seal" / revocations.REVOCATION_FILE: signed}).items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    certificates.issue(LED, home / "led", "pilot", order(home, 1))
    return home


def order(home, month, why="授予称号"):
    marks = Marks(home / "seal", WORDS)
    return Order(date(2009, month, 10), "周样例", why, NOTICE, str(home / "register.sqlite"), marks=marks)


def verdicts(home, pdf):
    return [
        seal.verify(found.code, read_trust(home / "seal"), printed=found.printed)
        for found in seal.scan(home / "led" / pdf)
    ]


def status(home, pdf):
    (verdict,) = verdicts(home, pdf)
    return verdict.status


def test_every_certificate_is_genuine_with_every_word_on_it(home, led):
    papers = sorted(path.name for path in (home / "led").glob("厦联试*.pdf"))
    assert len(papers) == len(led.members)
    for pdf in papers:
        (verdict,) = verdicts(home, pdf)
        assert (verdict.status, verdict.altered) == (Status.GENUINE, ())
        assert f"{verdict.certificate.number}.pdf" == pdf
        assert len(pypdf.PdfReader(home / "led" / pdf).pages) == 1


class Elsewhere(Alone):
    """A crew whose work comes to another place, as it does in another process."""

    def submit(self, function, *arguments):
        return super().submit(pickle.loads(pickle.dumps(function)), *arguments)


def test_a_duplicate_need_not_be_made_where_its_original_was(home, monkeypatch):
    monkeypatch.setattr(pressing, "PLATE", 3)
    wanted = replace(order(home, 1), look=Look(duplicates=True), register=str(home / "other.sqlite"))
    (made,) = certificates.issue_all({LED: home / "twice"}, "pilot", wanted, Elsewhere())
    assert len([name for name in made.files if "（副本）.pdf" in name]) == len(made.certificates)


def test_any_one_character_that_was_changed_added_or_left_out_is_told(home):
    (found,) = seal.scan(home / "led" / "厦联试〔2009〕1-5号.pdf")
    trust, words = read_trust(home / "seal"), found.printed
    printed = [at for at, character in enumerate(words) if not character.isspace()]
    assert len(printed) > 100
    for at in printed:
        other = "甲" if words[at] != "甲" else "乙"
        for changed in (other, "", words[at] + other):
            verdict = seal.verify(found.code, trust, printed=words[:at] + changed + words[at + 1 :])
            assert verdict.status is Status.ALTERED, (at, changed)
            assert verdict.altered


def test_the_one_pdf_for_the_printer_has_the_code_of_each(home, led):
    (book,) = (path.name for path in (home / "led").glob("all-*.pdf"))
    found = verdicts(home, book)
    assert {verdict.status for verdict in found} == {Status.GENUINE}
    assert [verdict.certificate.unit for verdict in found] == [member.name for member in led.members]


def test_a_lost_certificate_is_told_from_the_two_that_were_issued_again(home):
    number = "厦联试〔2009〕1-1号"
    for month in (2, 3):
        certificates.renew(Event.REISSUED, number, LED, home / "led", order(home, month, "遗失"))
    assert status(home, f"{number}.pdf") == Status.SUPERSEDED
    assert status(home, f"{number}（补） 2009-02-10.pdf") == Status.SUPERSEDED
    assert status(home, f"{number}（补） 2009-03-10.pdf") == Status.GENUINE


def test_a_wrong_certificate_is_told_from_the_corrected_one_of_the_same_number(home, tmp_path):
    number, corrected = "厦联试〔2009〕1-2号", tmp_path / "led.yaml"
    (before,) = verdicts(home, f"{number}.pdf")
    text = LED.read_text("utf-8")
    wrong, right = before.certificate.unit, before.certificate.unit.replace("厦门", "厦门市")
    assert wrong != right
    corrected.write_text(text.replace(wrong, right), "utf-8")
    certificates.renew(Event.CORRECTED, number, corrected, home / "led", order(home, 4, "写错单位名称"))
    (old,) = verdicts(home, f"{number}.pdf")
    assert (old.status, old.revocation.reason) == (Status.SUPERSEDED, "写错单位名称")
    (new,) = verdicts(home, f"{number} 2009-04-10.pdf")
    assert (new.status, new.certificate.unit) == (Status.GENUINE, right)


def test_a_revoked_certificate_says_when_and_why(home):
    number = "厦联试〔2009〕1-3号"
    certificates.revoke(number, order(home, 5, "考核不合格"))
    (verdict,) = verdicts(home, f"{number}.pdf")
    assert (verdict.status, verdict.revocation.on) == (Status.REVOKED, date(2009, 5, 10))


def test_a_duplicate_is_genuine_as_long_as_its_original_is(home, tmp_path):
    number, look, text = "厦联试〔2009〕1-4号", Look(duplicates=True), LED.read_text("utf-8")
    for month, name in ((2, "厦门A&D仪器有限公司"), (3, "厦门A&D仪器股份有限公司")):
        (tmp_path / "led.yaml").write_text(text.replace("厦门A&D检测仪器有限公司", name), "utf-8")
        renamed = replace(order(home, month, "更名"), look=look)
        certificates.renew(Event.CORRECTED, number, tmp_path / "led.yaml", home / "led", renamed)
    made = [f"{number} 2009-03-10.pdf", f"{number} 2009-03-10（副本）.pdf"]
    assert [status(home, pdf) for pdf in made] == [Status.GENUINE] * 2
    old = [f"{number}.pdf", f"{number} 2009-02-10.pdf", f"{number} 2009-02-10（副本）.pdf"]
    assert [status(home, pdf) for pdf in old] == [Status.SUPERSEDED] * 3
    certificates.revoke(number, order(home, 6, "考核不合格"))
    assert [status(home, pdf) for pdf in (*made, *old)] == [Status.REVOKED] * 5


def test_without_keys_a_certificate_bears_no_code(home, tmp_path):
    plain = Order(date(2009, 1, 10), "周样例", "授予称号", NOTICE, str(tmp_path / "register.sqlite"))
    made = certificates.issue(LED, tmp_path / "led", "pilot", plain)
    for file in made.files:
        if file.endswith(".pdf"):
            with pytest.raises(InputError):
                seal.scan(made.folder / file)
