import re
from typing import get_args

import pytest
from pydantic_core.core_schema import ErrorType

from docgen.source.expectations import _BY_KIND, expectation

OURS = {"day", "month", "fraction"}


def test_every_kind_of_error_in_the_table_is_one_that_pydantic_or_the_model_raises():
    assert set(_BY_KIND) - OURS <= set(get_args(ErrorType))


@pytest.mark.parametrize("kind", _BY_KIND)
def test_every_expectation_names_the_same_limits_in_both_languages(kind):
    code, words = _BY_KIND[kind]
    assert re.fullmatch(r"FIT-\d\d", code)
    assert re.findall(r"\{\w+\}", words.zh) == re.findall(r"\{\w+\}", words.en)


def test_an_error_of_another_kind_keeps_its_own_words():
    found = expectation({"type": "frozen_set_type", "loc": (), "msg": "strange", "input": 1}, [])
    assert found.code == "FIT-11"
    assert "strange" in found.words.en
