"""The languages of an agreement: how each numbers, cites and closes what a clause library says in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from docgen import english, text
from docgen.programme import Citation

Numbered = Callable[[int], str]


@dataclass(frozen=True, eq=False)
class Tongue:
    """A language of agreements.

    ``chapter``, ``article``, ``item`` and ``annex`` give the labels of a number; ``paragraph`` and ``within`` the place
    of a paragraph in an article and of an item in a paragraph. ``ends`` close an item and the last item of a list, in
    the place of the marks that ``bare`` takes off. ``bookmark`` begins the names of bookmarks, so that two languages
    stand in one file. ``filters`` are those of wordings.
    """

    chapter: Numbered
    article: Numbered
    item: Numbered
    annex: Numbered
    paragraph: Callable[[str, int], str]
    within: Callable[[str, str], str]
    ends: tuple[str, str]
    bare: Callable[[str], str]
    bookmark: str
    line: Callable[[Sequence[str]], str]
    person: Callable[[str, str, str | None], str]
    attending: Callable[[Fraction], str]
    majority: Callable[[Fraction], str]
    cite: Callable[[Citation], str]
    filters: Mapping[str, Callable[..., Any]]

    def anchor(self, *ids: str) -> str:
        """Return the name of the bookmark on what these ids name: Word hides names that begin with ``_``."""
        return self.bookmark + "_".join(ids).replace("-", "_")


def _chinese_attending(share: Fraction) -> str:
    return "" if share == 1 else f"的{text.fraction_words(share)}以上"


def _chinese_majority(share: Fraction) -> str:
    return "一致" if share == 1 else f"的{text.majority(share)}"


def _english_attending(share: Fraction) -> str:
    return "all" if share == 1 else f"at least {english.english_share(share)} of the"


def _english_majority(share: Fraction) -> str:
    return "more than half of the" if share == Fraction(1, 2) else _english_attending(share)


def _english_person(name: str, unit: str, title: str | None) -> str:
    return f"{name} ({title}, {unit})" if title else f"{name} ({unit})"


CHINESE = Tongue(
    chapter=lambda number: f"第{text.counting(number)}章",
    article=lambda number: f"第{text.counting(number)}条",
    item=lambda number: f"（{text.counting(number)}）",
    annex=lambda number: f"附件{text.counting(number)}",
    paragraph=lambda article, place: f"{article}第{text.counting(place)}款",
    within=lambda paragraph, item: f"{paragraph}第{item}项",
    ends=("；", "。"),
    bare=text.bare,
    bookmark="_Ref_",
    line="".join,
    person=lambda name, unit, title: f"{name}（{unit}{title or ''}）",
    attending=_chinese_attending,
    majority=_chinese_majority,
    cite=lambda citation: citation.text,
    filters={
        function.__name__: function
        for function in (
            *(text.counting, text.arabic_date, text.arabic_month, text.number),
            *(text.joined, text.sentence, text.bare, text.paragraphs),
        )
    },
)
"""The language in which an agreement is concluded."""

ENGLISH = Tongue(
    chapter="Chapter {}".format,
    article="Article {}".format,
    item="({})".format,
    annex="Annex {}".format,
    paragraph="{}, paragraph {}".format,
    within="{}, item {}".format,
    ends=(";", "."),
    bare=english.english_bare,
    bookmark="_RefEn_",
    line=" ".join,
    person=_english_person,
    attending=_english_attending,
    majority=_english_majority,
    cite=lambda citation: f"the {citation.wording.en}",
    filters={
        "date": english.english_date,
        "month": english.english_month,
        "joined": english.english_list,
        "sentence": english.english_sentence,
        "bare": english.english_bare,
        "number": text.number,
        "paragraphs": text.paragraphs,
    },
)
"""The language of translations."""
