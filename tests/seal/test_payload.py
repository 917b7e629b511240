from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.errors import InputError
from docgen.seal.payload import pack, unpack

from .certificates import certificates


@settings(max_examples=1000, deadline=None)
@given(certificates())
def test_what_is_packed_is_unpacked(certificate):
    assert unpack(pack(certificate)) == certificate


@given(certificates())
def test_the_same_facts_are_the_same_bytes(certificate):
    assert pack(certificate) == pack(replace(certificate))


def test_chinese_takes_two_bytes_a_character_and_the_title_does_not_repeat_the_alliance(certificate):
    long, longer = (replace(certificate, unit="厦" * length) for length in (20, 30))
    assert len(pack(longer)) - len(pack(long)) == 20
    assert len(pack(certificate)) < 190


def test_names_that_gbk_lacks_are_kept(certificate):
    rare = replace(certificate, unit="厦门𬭎䶮有限公司")
    assert unpack(pack(rare)) == rare


def test_another_kind_of_certificate_and_no_alliance_are_kept(certificate):
    other = replace(certificate, kind="training", alliance="")
    assert unpack(pack(other)) == other


@pytest.mark.parametrize("field", ["number", "unit", "alliance", "title"])
def test_control_characters_are_refused_by_the_name_of_their_field(certificate, field):
    with pytest.raises(InputError) as told:
        pack(replace(certificate, **{field: "厦\0门"}))
    assert "控制符" in told.value.message.zh


def test_a_control_character_in_an_issuer_is_refused(certificate):
    with pytest.raises(InputError):
        pack(replace(certificate, issuers=("厦门\n市科学技术局",)))


@given(st.binary(max_size=60))
def test_other_bytes_are_no_certificate(content):
    with pytest.raises(ValueError):
        unpack(content)
