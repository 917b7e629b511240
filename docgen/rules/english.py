"""The English of an alliance file: complete, of texts that are there, and with the same numbers."""

from collections.abc import Iterator

from docgen.diagnostics import Wording
from docgen.model.translating import english_words
from docgen.parallel import differing_numbers
from docgen.rules.rule import Breach, Case, Path, at, rule
from docgen.rules.walking import field


def _printed(value: tuple[str, ...]) -> frozenset[str]:
    return frozenset(value)


@rule(
    "ENG-01",
    Wording("“{text}”没有译文，英文版会照印中文", "“{text}” has no English and stays Chinese in English editions"),
    hint=Wording(
        "在 english 中加一条，zh 写这段文字，en 写译文", "add an entry to english: this text as zh, its English as en"
    ),
    value=_printed,
)
def translated(case: Case) -> Iterator[Breach]:
    """Where a file has English at all, every text that the English agreement prints has it; each is told once."""
    if not case.alliance.english:
        return
    known = english_words(case.alliance).keys() | case.programme.translations.keys()
    for path, text in _chinese(case):
        if field(path) in case.value and text not in known:
            known |= {text}
            yield at(*path, text=text)


@rule(
    "ENG-02",
    Wording("文件中没有“{text}”这段文字", "the file says “{text}” nowhere"),
    hint=Wording("原文改过的，把 zh 也改成现在的文字", "where the text has changed, change zh to what it is now"),
)
def spoken(case: Case) -> Iterator[Breach]:
    """Every translation is of a text that stands in the file."""
    said = {text for path, text in case.words.texts if path[0] != "english"}
    for number, translation in enumerate(case.alliance.english):
        if translation.zh not in said:
            yield at("english", number, "zh", text=translation.zh)


@rule(
    "ENG-03",
    Wording("译文的数字与原文不同：原文 {zh}，译文 {en}", "the numbers differ: {zh} in the text, {en} in its English"),
    hint=Wording("对照原文改正译文", "correct the English by the text"),
)
def same_numbers(case: Case) -> Iterator[Breach]:
    """Every translation names the numbers that its text names."""
    for number, translation in enumerate(case.alliance.english):
        zh, en = differing_numbers(translation.zh, translation.en)
        if zh or en:
            yield at("english", number, "en", zh="、".join(zh) or "无", en="、".join(en) or "无")


def _chinese(case: Case) -> Iterator[tuple[Path, str]]:
    for path, text in case.words.texts:
        if any("\u3400" <= character <= "\u9fff" or character > "\U00020000" for character in text):
            yield path, text
