import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.seal import signing

from .conftest import private, public, signer_of


def test_the_same_bytes_are_signed_the_same(signer):
    assert signing.sign(b"x", signer, purpose="a") == signing.sign(b"x", signer, purpose="a")


def test_the_form_is_that_of_rfc_9052(signer):
    message = cbor2.loads(signing.sign(b"x", signer, purpose="a"))
    protected, unprotected, payload, signature = message.value
    assert message.tag == 18
    assert (cbor2.loads(protected), unprotected, payload) == ({1: -8, 4: bytes([0, 0, 0, 1])}, {}, b"x")
    private(1).public_key().verify(signature, cbor2.dumps(["Signature1", protected, b"a", b"x"]))


def test_what_was_signed_for_one_purpose_does_not_hold_for_another(signer):
    signed = signing.read(signing.sign(b"x", signer, purpose="certificate"))
    verifier = private(1).public_key()
    assert signing.holds(signed, verifier, purpose="certificate")
    assert not signing.holds(signed, verifier, purpose="revocations")


def test_another_key_did_not_sign_it(signer):
    signed = signing.read(signing.sign(b"x", signer, purpose="a"))
    assert not signing.holds(signed, private(2).public_key(), purpose="a")
    assert public(1) != public(2)
    assert signer_of(2).id != signer.id


@given(st.binary(max_size=60))
def test_other_bytes_are_no_signed_message(content):
    with pytest.raises(ValueError, match=r"COSE_Sign1|EdDSA"):
        signing.read(content)


@pytest.mark.parametrize(
    "parts",
    [
        [cbor2.dumps({1: -7, 4: b"k"}), {}, b"x", b"s"],
        [cbor2.dumps({1: -8}), {}, b"x", b"s"],
        [cbor2.dumps([0, -8, 0, 0, b"k"]), {}, b"x", b"s"],
        [cbor2.dumps({1: -8, 4: b"k"}), {}, None, b"s"],
        [b"", {}, b"x", b"s"],
        [{1: -8}, {}, b"x", b"s"],
    ],
)
def test_other_algorithms_and_shapes_are_refused(parts):
    with pytest.raises(ValueError, match=r"COSE_Sign1|EdDSA"):
        signing.read(cbor2.dumps(parts))
