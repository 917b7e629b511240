import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.seal import base45


@pytest.mark.parametrize(
    ("content", "text"),
    [(b"AB", "BB8"), (b"Hello!!", "%69 VD92EX0"), (b"base-45", "UJCLQE7W581"), (b"ietf!", "QED8WEX0")],
)
def test_the_examples_of_rfc_9285_hold(content, text):
    assert base45.encode(content) == text
    assert base45.decode(text) == content


@given(st.binary())
def test_whatever_is_encoded_is_decoded(content):
    assert base45.decode(base45.encode(content)) == content


@pytest.mark.parametrize("text", ["GGW", "::", "A", "ab0", "É00"])
def test_what_no_bytes_encode_to_is_refused(text):
    with pytest.raises(ValueError, match="not Base45"):
        base45.decode(text)


@given(st.binary(min_size=1))
def test_the_last_character_is_never_a_space_that_a_paste_would_lose(content):
    assert not base45.encode(content).endswith(" ")
