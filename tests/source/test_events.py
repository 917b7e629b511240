"""libyaml stands in for ruamel only where both say the same, to the character."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.model import CHINESE_KEYS
from docgen.shipped import SAMPLES, TEMPLATES
from docgen.source import events, parse
from docgen.source.events import NotSureError, Sort

LED = (SAMPLES / "xiamen-2008" / "led.yaml").read_text("utf-8")
SHIPPED = sorted([*SAMPLES.rglob("*.yaml"), *TEMPLATES.glob("*/programme.yaml")])


def test_libyaml_is_there():
    assert events.HAS_LIBYAML


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_shipped_files_are_read_fast_and_no_differently(file):
    text = file.read_text("utf-8")
    assert list(events.fast(text)) == list(events.exact(text))


def test_events_say_where_what_and_how():
    (first, *_, scalar, _, _, _, _) = events.fast("甲: [一, '二']\n")
    assert first.sort is Sort.OTHER
    assert scalar == events.Event(Sort.SCALAR, 7, 10, "二", "'")


_DOUBTFUL = ["a:\tb", "\ufeffa: b", "%YAML 1.1\n---\na: b", "a: b\n---\n", "a: *b", "a: &b c", "a: !b c", "? a\n: b"]
_DOUBTFUL += ["a: |\n# b", "a: |# b\n  c", "a: > # b\n# c", 'a: {"b":c}', "a: [{b: c}:]"]


@pytest.mark.parametrize("text", [*_DOUBTFUL, "a: ["])
def test_whatever_is_doubtful_is_left_to_the_exact_reader(text):
    with pytest.raises(NotSureError):
        list(events.fast(text))


_LINES = LED.splitlines(keepends=True)
_SCRAPS = st.sampled_from(
    re.findall(r"\S+", " ".join(_LINES[:40])) + list("-:?,[]{}#&*!|>'\"%@\t\n\\~，：") + ["\n- ", ": "]
)


@st.composite
def _mangled(draw):
    """Some lines of a real file with scraps put in and characters taken out."""
    start = draw(st.integers(0, len(_LINES) - 4))
    text = "".join(_LINES[start : start + draw(st.integers(1, 4))])
    for scrap in draw(st.lists(_SCRAPS, max_size=3)):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + scrap + text[place + draw(st.integers(0, 2)) :]
    return text


@given(_mangled())
def test_a_file_reads_the_same_whichever_library_reads_it(text):
    fast = parse(text, file="f", spellings=CHINESE_KEYS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(events, "HAS_LIBYAML", False)
        assert parse(text, file="f", spellings=CHINESE_KEYS) == fast
