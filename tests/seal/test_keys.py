import json
from datetime import date

import pytest

from docgen.errors import InputError
from docgen.seal.keys import Keyring, read_keys, write_keys

from .conftest import key_of

HOLDER, DAY, WORDS = "厦门市科学技术局", date(2008, 1, 1), "correct horse"


def written(minted):
    for path, content in minted.files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return minted


@pytest.fixture
def ring(tmp_path):
    ring = Keyring(tmp_path / "seal")
    written(ring.create(HOLDER, DAY, WORDS))
    return ring


def test_a_new_key_signs_from_its_first_day(ring):
    (key,) = ring.published()
    assert (key.holder, key.since, key.until) == (HOLDER, DAY, None)
    signer = ring.signer(WORDS)
    key.verifier.verify(signer.private.sign(b"x"), b"x")
    assert signer.id.hex() == key.id


def test_the_private_key_is_never_written_in_clear(ring):
    (key,) = ring.published()
    pem = ring.private_file(key).read_bytes()
    secret = ring.signer(WORDS).private.private_bytes_raw()
    assert pem.startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    assert secret not in pem
    assert "PRIVATE" not in ring.public_file.read_text("utf-8")


@pytest.mark.parametrize("passphrase", ["", "wrong", "Correct horse"])
def test_a_wrong_passphrase_does_not_open_it(ring, passphrase):
    with pytest.raises(InputError) as told:
        ring.signer(passphrase)
    assert "口令" in told.value.message.zh


def test_a_key_without_passphrase_is_not_made(tmp_path):
    with pytest.raises(InputError):
        Keyring(tmp_path).create(HOLDER, DAY, "")


def test_a_second_key_beside_the_first_is_refused(ring):
    with pytest.raises(InputError) as told:
        ring.create(HOLDER, DAY, WORDS)
    assert "rotate" in told.value.hint.en


def test_changing_keys_retires_the_old_one_on_the_day_before(ring):
    written(ring.rotate(date(2010, 1, 1), "other words"))
    old, new = ring.published()
    assert (old.until, new.since, new.until, new.holder) == (date(2009, 12, 31), date(2010, 1, 1), None, HOLDER)
    assert ring.signer("other words").id.hex() == new.id


def test_keys_do_not_change_backwards(ring):
    with pytest.raises(InputError):
        ring.rotate(DAY, WORDS)


def test_the_public_file_is_a_json_web_key_set(ring):
    (entry,) = json.loads(ring.public_file.read_text("utf-8"))["keys"]
    assert (entry["kty"], entry["crv"], len(entry["x"])) == ("OKP", "Ed25519", 43)


def test_keys_are_read_as_they_were_written():
    keys = [key_of(1, until=date(2009, 1, 1)), key_of(2, since=date(2009, 1, 2))]
    assert read_keys(write_keys(keys)) == keys


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"keys": [{}]}', '{"keys": [{"x": "AAAA", "until": null}]}', "七"])
def test_a_damaged_file_of_keys_is_told(ring, text):
    ring.public_file.write_text(text, "utf-8")
    with pytest.raises(InputError) as told:
        ring.published()
    assert "keys.json" in told.value.message.en


def test_a_folder_without_keys_is_told_with_what_to_do(tmp_path):
    with pytest.raises(InputError) as told:
        Keyring(tmp_path).current()
    assert "docgen certificate keys new" in told.value.hint.en


def test_a_folder_whose_keys_are_all_retired_is_told(ring):
    ring.public_file.write_text(write_keys([key_of(1, until=DAY)]), "utf-8")
    with pytest.raises(InputError):
        ring.current()


def test_a_lost_private_key_is_told(ring):
    ring.private_file(ring.current()).unlink()
    with pytest.raises(InputError) as told:
        ring.signer(WORDS)
    assert "备份" in told.value.hint.zh
