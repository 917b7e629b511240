"""What a value should be, in the words of people who are not programmers, by pydantic's kind of error."""

from collections.abc import Sequence
from typing import NamedTuple

from pydantic_core import ErrorDetails

from docgen.diagnostics import Wording


class Expectation(NamedTuple):
    """The code of a misfit and what was expected; ``{name}`` stands for a limit from the model."""

    code: str
    words: Wording


_WHOLE = Expectation("FIT-05", Wording("整数，例如 3", "a whole number, for example 3"))
_NUMBER = Expectation(
    "FIT-05",
    Wording("数字，例如 120 或 12.5，不带逗号和单位", "a number such as 120 or 12.5, without commas or a unit"),
)
_YES_NO = Expectation("FIT-04", Wording(" true（是）或 false（否）", "true or false"))
_SECTION = Expectation("FIT-10", Wording("下一层的“键: 值”各行", "“key: value” lines one level deeper"))
_LIST = Expectation(
    "FIT-10", Wording("一个列表，每项以“- ”开头，或写成 [甲, 乙]", "a list: each item after “- ”, or written [a, b]")
)
_BY_KIND = {
    "int_parsing": _WHOLE,
    "int_type": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": Expectation("FIT-06", Wording("小一些的整数", "a smaller whole number")),
    "decimal_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "finite_number": _NUMBER,
    "greater_than_equal": Expectation("FIT-06", Wording("不小于 {ge} 的数", "a number not below {ge}")),
    "greater_than": Expectation("FIT-06", Wording("大于 {gt} 的数", "a number above {gt}")),
    "less_than_equal": Expectation("FIT-06", Wording("不大于 {le} 的数", "a number not above {le}")),
    "less_than": Expectation("FIT-06", Wording("小于 {lt} 的数", "a number below {lt}")),
    "decimal_max_digits": Expectation(
        "FIT-06", Wording("不超过 {max_digits} 位的数", "a number of at most {max_digits} digits")
    ),
    "decimal_whole_digits": Expectation(
        "FIT-06",
        Wording("整数部分不超过 {whole_digits} 位的数", "a number of at most {whole_digits} digits before the point"),
    ),
    "decimal_max_places": Expectation(
        "FIT-06",
        Wording("小数不超过 {decimal_places} 位的数", "a number of at most {decimal_places} decimal places"),
    ),
    "bool_parsing": _YES_NO,
    "bool_type": _YES_NO,
    "day": Expectation("FIT-07", Wording("日期，写成 2008-11-20 这样", "a date written like 2008-11-20")),
    "month": Expectation("FIT-07", Wording("月份，写成 2009-06 这样", "a month written like 2009-06")),
    "fraction": Expectation("FIT-08", Wording("分数，写成 2/3 这样", "a fraction written like 2/3")),
    "string_pattern_mismatch": Expectation(
        "FIT-09", Wording("由汉字、字母、数字、“-”和“_”组成的代号", "a short name of letters, digits, “-” and “_”")
    ),
    "string_too_long": Expectation(
        "FIT-09", Wording("不超过 {max_length} 个字的文字", "at most {max_length} characters")
    ),
    "string_type": Expectation("FIT-10", Wording("一段文字", "one text")),
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _SECTION,
    "model_type": _SECTION,
    "model_attributes_type": _SECTION,
}


def expectation(error: ErrorDetails, words: Sequence[str]) -> Expectation:
    """Return what the model expected; ``words`` are those from which a ``Literal`` lets one choose."""
    if error["type"] == "literal_error":
        listed = listing(words)
        return Expectation("FIT-04", Wording(f"以下之一：{listed.zh}", f"one of: {listed.en}"))
    found = _BY_KIND.get(error["type"])
    if found is None:
        return Expectation("FIT-11", Wording(f"别的值（{error['msg']}）", f"another value ({error['msg']})"))
    return found._replace(words=found.words.fill(**error.get("ctx", {})))


def listing(words: Sequence[str]) -> Wording:
    """Return words as a list in a sentence."""
    return Wording("、".join(words), ", ".join(words))
