from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.seal import Revocation, RevocationList, Status, Trust, base45, seal, signing, verify
from docgen.seal.payload import pack
from docgen.seal.sealing import PURPOSE

from .certificates import certificates
from .conftest import PRINTED, key_of, signer_of

KEYS = (key_of(1),)


def revoked(certificate, **settings):
    entry = replace(Revocation(certificate.number, date(2009, 3, 1), "遗失"), **settings)
    return Trust(KEYS, RevocationList(date(2009, 3, 2), (entry,)))


def test_a_genuine_certificate_is_in_force(certificate, signer, trust):
    verdict = verify(seal(certificate, signer), trust, printed=PRINTED)
    assert (verdict.status, verdict.certificate) == (Status.GENUINE, certificate)
    assert verdict.message.zh == "真实，现行有效"


def test_without_a_list_of_revocations_it_is_not_said_to_be_in_force(certificate, signer):
    verdict = verify(seal(certificate, signer), Trust(KEYS))
    assert verdict.status == Status.UNLISTED
    assert "not known" in verdict.message.en


def test_a_revoked_one_says_when_and_why(certificate, signer):
    verdict = verify(seal(certificate, signer), revoked(certificate, reason="考核不合格"))
    assert verdict.status == Status.REVOKED
    assert verdict.message.zh == "真实，但已于 2009-03-01 撤销：考核不合格"


def test_a_superseded_one_says_by_which(certificate, signer):
    verdict = verify(seal(certificate, signer), revoked(certificate, successor="厦科盟SD〔2008〕3-2（补）"))
    assert verdict.status == Status.SUPERSEDED
    assert "厦科盟SD〔2008〕3-2（补）" in verdict.message.en


def test_the_corrected_print_of_the_same_number_is_in_force(certificate, signer):
    corrected = replace(certificate, digest=bytes(16))
    trust = revoked(certificate, successor=certificate.number, current=corrected.digest)
    assert verify(seal(certificate, signer), trust).status == Status.SUPERSEDED
    assert verify(seal(corrected, signer), trust).status == Status.GENUINE


def test_altered_words_are_told_by_field_though_the_code_is_genuine(certificate, signer, trust):
    printed = PRINTED.replace("厦门大学", "集美大学").replace("十二月", "十一月")
    verdict = verify(seal(certificate, signer), trust, printed=printed)
    assert verdict.altered == ("unit", "date")
    assert verdict.message.zh.endswith("：单位、颁发日期")
    assert verdict.message.en.endswith(": unit, date")


def test_an_unknown_key_is_told_by_its_id(certificate, trust):
    verdict = verify(seal(certificate, signer_of(2)), trust)
    assert (verdict.status, verdict.certificate) == (Status.UNKNOWN_KEY, None)
    assert "00000002" in verdict.message.zh


def test_a_key_that_says_it_is_another_does_not_pass(certificate, signer, trust):
    forger = replace(signer_of(2), id=signer.id)
    verdict = verify(seal(certificate, forger), trust)
    assert (verdict.status, verdict.certificate) == (Status.FORGED, None)


@pytest.mark.parametrize(("until", "status"), [(date(2008, 11, 30), Status.LATE), (date(2008, 12, 1), Status.GENUINE)])
def test_a_retired_key_signs_nothing_after_its_last_day(certificate, signer, trust, until, status):
    retired = Trust((key_of(1, until=until),), trust.revoked)
    assert verify(seal(certificate, signer), retired).status == status


def test_a_list_of_revocations_is_never_taken_for_a_certificate(certificate, signer, trust):
    code = "DG1:" + base45.encode(signing.sign(pack(certificate), signer, purpose="docgen revocations 1"))
    assert verify(code, trust).status == Status.FORGED


@settings(max_examples=200, deadline=None)
@given(certificates(), st.data())
def test_any_one_character_of_any_field_that_changes_breaks_the_signature(certificate, data):
    """A forger who has the code and no key writes other facts under the old signature."""
    signed = signing.read(signing.sign(pack(certificate), signer_of(1), purpose=PURPOSE))
    field = data.draw(st.sampled_from(["number", "unit", "alliance", "title"]))
    value = getattr(certificate, field)
    at = data.draw(st.integers(0, len(value) - 1))
    other = data.draw(st.characters(categories=["Lo", "Nd"]).filter(lambda found: found != value[at]))
    forged = pack(replace(certificate, **{field: value[:at] + other + value[at + 1 :]}))
    assert not signing.holds(replace(signed, payload=forged), KEYS[0].verifier, purpose=PURPOSE)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_one_character_of_the_code_that_changes_is_seen(certificate, signer, trust, data):
    code = seal(certificate, signer)
    at = data.draw(st.integers(4, len(code) - 1))
    other = data.draw(st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:").filter(lambda c: c != code[at]))
    verdict = verify(code[:at] + other + code[at + 1 :], trust)
    assert verdict.status in {Status.FORGED, Status.UNKNOWN_KEY}


@given(st.text(max_size=80))
def test_any_other_text_is_told_and_never_breaks(text):
    assert verify("DG1:" + text, Trust(KEYS)).status in {Status.FORGED, Status.UNKNOWN_KEY}
