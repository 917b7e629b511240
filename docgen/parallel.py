"""What a Chinese text and its English have in common: the numbers that they name."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from babel import Locale

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_CHINESE_WORDS = re.compile("[一二三四五六七八九十百]+分之[一二三四五六七八九十百]+|第三人|第三方")
_CHINESE = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)([万亿]?)|([零〇一二两三四五六七八九十百千万亿]*[零〇一二两三四五六七八九十][百千万亿]*|[万亿](?=元))"
)
_MONTHS = {name: number for number, name in Locale.parse("en").months["format"]["wide"].items()}
_SMALL = ("three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NAMED = {name: number for number, name in enumerate(_SMALL, start=3)}
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_ENGLISH_WORDS = re.compile(r"\b(?:one|two|three|four) (?:half|third|quarter|fifth|sixth)s?\b")
_MONTH = re.compile(rf"(?<=\d )(?:{'|'.join(_MONTHS)})\b|\b(?:{'|'.join(_MONTHS)})(?= \d)")
_NAME = re.compile(rf"\b(?:{'|'.join(_NAMED)})\b", re.IGNORECASE)
_ENGLISH = re.compile(rf"(?<![\d.])(\d[\d,]*(?:\.\d+)?)(?: ({'|'.join(_SCALES)}))?")
_COUNTED_FROM = 3  # one and two are too common as words (某一, 之一, a, both) to be numbers


def differing_numbers(chinese: str, english: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the numbers from 3 on that only the Chinese names, and those that only the English names.

    A share such as 三分之二 is no number here; 万, 亿 and million count as they mean.
    """
    left, right = Counter(_counted(_chinese(chinese))), Counter(_counted(_english(english)))
    return _written(left - right), _written(right - left)


def _counted(numbers: Iterator[Decimal]) -> Iterator[Decimal]:
    return (number for number in numbers if number >= _COUNTED_FROM)


def _written(numbers: Counter[Decimal]) -> tuple[str, ...]:
    return tuple(f"{number.normalize():f}" for number in sorted(numbers.elements()))


def _chinese(text: str) -> Iterator[Decimal]:
    for match in _CHINESE.finditer(_CHINESE_WORDS.sub(" ", text)):
        arabic, scale, words = match.groups()
        yield _arabic(arabic) * _LARGE.get(scale, 1) if arabic else Decimal(_spoken(words))


def _spoken(words: str) -> int:
    """Return a number in Chinese words, read by places or digit by digit (二〇〇八)."""
    if not set(words) & (_UNITS.keys() | _LARGE.keys()):
        return int("".join(str(_DIGITS[word]) for word in words))
    total, section, digit = 0, 0, 0
    for word in words:
        if word == "万":
            total, section, digit = total + ((section + digit) or 1) * _LARGE[word], 0, 0
        elif word == "亿":
            total, section, digit = ((total + section + digit) or 1) * _LARGE[word], 0, 0
        elif word in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[word], 0
        else:
            digit = _DIGITS[word]
    return total + section + digit


def _english(text: str) -> Iterator[Decimal]:
    plain = _ENGLISH_WORDS.sub(" ", text)
    yield from (Decimal(_MONTHS[name]) for name in _MONTH.findall(plain))
    yield from (Decimal(_NAMED[name.lower()]) for name in _NAME.findall(plain))
    yield from (_arabic(arabic) * _SCALES.get(scale, 1) for arabic, scale in _ENGLISH.findall(plain))


def _arabic(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))
