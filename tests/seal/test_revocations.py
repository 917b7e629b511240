from dataclasses import replace
from datetime import date

import pytest

from docgen.errors import InputError
from docgen.seal import revocations
from docgen.seal.revocations import Revocation, RevocationList

from .conftest import key_of, signer_of

LOST = Revocation("厦科盟SD〔2008〕3-2", date(2009, 3, 1), "遗失", "厦科盟SD〔2008〕3-2（补）")
LIST = RevocationList(date(2009, 3, 2), (LOST,))


def test_a_list_is_read_as_it_was_signed(tmp_path, signer):
    (tmp_path / "list").write_bytes(revocations.sign(LIST, signer))
    assert revocations.read(tmp_path / "list", [key_of(2), key_of(1)]) == LIST


def test_where_there_is_no_list_there_is_none(tmp_path):
    assert revocations.read(tmp_path / "list", []) is None


@pytest.mark.parametrize("signed_by", [2, 3])
def test_a_list_of_somebody_else_is_refused(tmp_path, signed_by):
    forger = replace(signer_of(signed_by), id=signer_of(1).id) if signed_by == 2 else signer_of(3)
    (tmp_path / "list").write_bytes(revocations.sign(LIST, forger))
    with pytest.raises(InputError) as told:
        revocations.read(tmp_path / "list", [key_of(1), key_of(2)])
    assert "not signed" in told.value.message.en


def test_any_changed_byte_is_refused(tmp_path, signer):
    content = revocations.sign(LIST, signer)
    for at in range(len(content)):
        (tmp_path / "list").write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises(InputError):
            revocations.read(tmp_path / "list", [key_of(1)])


def test_a_later_entry_moves_the_day_of_the_list(certificate):
    assert LIST.adding(replace(LOST, on=date(2009, 5, 1))).on == date(2009, 5, 1)
    assert LIST.adding(replace(LOST, on=date(2009, 1, 1))).on == LIST.on


def test_the_last_entry_of_a_number_decides(certificate):
    first = replace(LOST, successor=LOST.number, current=bytes(16))
    second = replace(first, current=certificate.digest)
    both = RevocationList(date(2010, 1, 1), (first, second))
    assert both.find(certificate) is None
    assert both.find(replace(certificate, digest=bytes(16))) == second
    ended = replace(LOST, reason="撤销称号", successor="")
    assert both.adding(ended).find(certificate) == ended


def test_original_and_duplicate_of_one_number_are_in_force_together(certificate):
    corrected = replace(LOST, successor=LOST.number, current=bytes(16) + certificate.digest)
    both = RevocationList(date(2010, 1, 1), (corrected,))
    assert both.find(certificate) is None
    assert both.find(replace(certificate, digest=bytes(16))) is None
    assert both.find(replace(certificate, digest=b"x" * 16)) == corrected


def test_an_entry_does_not_concern_another_number(certificate):
    assert LIST.find(certificate) == LOST
    assert LIST.find(replace(certificate, number="厦科盟SD〔2008〕3-3")) is None
