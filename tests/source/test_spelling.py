import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.diagnostics import has_errors
from docgen.model import CHINESE_KEYS
from docgen.source import parse, read, respell


def both(text):
    source = parse(text, file="f", spellings=CHINESE_KEYS)
    assert not has_errors(source.findings)
    return respell(source, "zh"), respell(source, "en")


def test_only_keys_change_and_comments_order_and_quoting_stay():
    text = "# name: 注释\nalliance:   # 概况\n  'name' : \"name\"\n  x: {kind: kind, 2009: 1}\r\n  - name\n".replace(
        "  - name\n", ""
    )
    chinese, english = both(text)
    assert chinese == "# name: 注释\n联盟:   # 概况\n  '名称' : \"name\"\n  x: {类别: kind, 2009: 1}\r\n"
    assert english == text


def test_a_byte_order_mark_stays():
    assert both("\ufeffname: x\n")[0] == "\ufeff名称: x\n"


def test_there_and_back_gives_the_same_bytes(samples):
    for path in samples:
        text = path.read_text(encoding="utf-8")
        english = respell(read(path, spellings=CHINESE_KEYS), "en")
        chinese = respell(read(path, spellings=CHINESE_KEYS), "zh")
        assert respell(parse(chinese, file="f", spellings=CHINESE_KEYS), "en") == english
        assert len(text.splitlines()) == len(chinese.splitlines())


KEYS = st.sampled_from([*CHINESE_KEYS, *CHINESE_KEYS.values(), "其他", "2009", "x-1"])
VALUES = st.sampled_from(
    ["name", "名称", '"a: b"', "'it''s'", "|\n  name: x", "{name: 名称, 类别: [kind]}", "[id, 代号]", "", "x # name: y"]
)


@given(st.lists(st.tuples(KEYS, st.sampled_from(["", '"', "'"]), VALUES), min_size=1, max_size=8))
def test_reading_before_and_after_gives_the_same_values(entries):
    text = "".join(f"{quote}{key}{quote}: {value}\n" for key, quote, value in entries)
    source = parse(text, file="f", spellings=CHINESE_KEYS)
    if has_errors(source.findings):
        return
    for lang in ("zh", "en"):
        again = parse(respell(source, lang), file="f", spellings=CHINESE_KEYS)
        assert again.values == source.values
        assert not has_errors(again.findings)


@pytest.mark.parametrize(("lang", "expected"), [("zh", "{名称: 甲,乙}\n"), ("en", "{name: 甲,乙}\n")])
def test_a_text_cut_by_a_comma_is_not_taken_for_keys(lang, expected):
    assert respell(parse("{name: 甲,乙}\n", file="f", spellings=CHINESE_KEYS), lang) == expected
