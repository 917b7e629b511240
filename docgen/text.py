"""Dates, numerals, money and sentences as Chinese papers write them: pure functions, also filters of templates.

In a template a filter may meet a blank: every function here that takes a value for printing gives ``None`` and empty
text (and so a draft's ruled space) back as it came.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache, wraps
from typing import Any, Literal, TypeVar, cast

from babel import Locale
from babel.numbers import parse_pattern

Fault = Literal["length", "alphabet", "check"]
"""What is wrong with a code: its length, a character that the standard does not use, or its check character."""

_Printer = TypeVar("_Printer", bound=Callable[..., str])


def passing_blanks(printer: _Printer) -> _Printer:
    """Give a printing function's blanks (``None``, empty text) back as they came."""

    @wraps(printer)
    def print_or_pass(value: Any) -> Any:
        return value if value is None or (isinstance(value, str) and not value) else printer(value)

    return cast("_Printer", print_or_pass)


_DIGITS, _UNITS = "零一二三四五六七八九", ("亿", "万", "千", "百", "十")
_CAPITAL_DIGITS, _CAPITAL_UNITS = "零壹贰叁肆伍陆柒捌玖", ("亿", "万", "仟", "佰", "拾")
_SIZES = (10**8, 10**4, 1000, 100, 10)
_LIMIT = 10**15
_LOCALE = Locale.parse("zh_CN")
_GROUPED, _PLAIN, _PERCENT = map(parse_pattern, ("#,##0.######", "0.######", "0.##%"))


def _numeral(n: int, digits: str, units: Sequence[str]) -> str:
    for size, unit in zip(_SIZES, units, strict=True):
        if n >= size:
            head, rest = divmod(n, size)
            # A skipped place is read as one 零, however many places are skipped: 一千零一, 三亿零五万.
            gap = digits[0] if rest * 10 < size else ""
            return _numeral(head, digits, units) + unit + (gap + _numeral(rest, digits, units) if rest else "")
    return digits[n]


def _checked(n: int) -> int:
    if not 0 <= n < _LIMIT:
        raise ValueError(f"{n} is not between 0 and 10^15")
    return n


@passing_blanks
def counting(n: int) -> str:
    """Return ``n`` (0 to 10^15) as one counts in Chinese: 十二, 一百零一, 二千零一十; a ``ValueError`` beyond that."""
    return re.sub("^一十", "十", _numeral(_checked(n), _DIGITS, _UNITS))


@passing_blanks
def capital_number(n: int) -> str:
    """Return ``n`` (0 to 10^15) in the capital numerals of money: 壹拾贰; a ``ValueError`` beyond that."""
    return _numeral(_checked(n), _CAPITAL_DIGITS, _CAPITAL_UNITS)


@passing_blanks
def capital_amount(yuan: Decimal) -> str:
    """Return an amount in yuan in words, as the annex of 《支付结算办法》 has it: 人民币壹仟肆佰零玖元伍角.

    Rounded half up to 0.01 yuan. Where the rule leaves a choice, this follows the first form of its own examples: 零
    stands between a 元 digit of 0 and a 角 that is not 0, and 整 stands after 元 only. A ``ValueError`` below 0 and
    from 10^15 yuan.
    """
    cents = int(Decimal(yuan).quantize(Decimal("0.01"), ROUND_HALF_UP) * 100)
    whole, (tenths, hundredths) = _checked(cents // 100), divmod(cents % 100, 10)
    words = capital_number(whole) + "元" if whole or not cents else ""
    if not cents % 100:
        return f"人民币{words}整"
    gap = "零" if words and (whole % 10 == 0 or not tenths) else ""
    small = (_CAPITAL_DIGITS[tenths] + "角" if tenths else "") + (
        _CAPITAL_DIGITS[hundredths] + "分" if hundredths else ""
    )
    return f"人民币{words}{gap}{small}"


@passing_blanks
def chinese_year(year: int) -> str:
    """Return a year digit by digit: 二〇〇八, with 〇 U+3007."""
    return str(year).translate(str.maketrans("0123456789", "〇一二三四五六七八九"))


@passing_blanks
def chinese_date(day: date) -> str:
    """Return 二〇〇八年十月八日."""
    return f"{chinese_year(day.year)}年{counting(day.month)}月{counting(day.day)}日"


@passing_blanks
def chinese_month(month: tuple[int, int]) -> str:
    """Return a (year, month) as 二〇〇九年六月."""
    return f"{chinese_year(month[0])}年{counting(month[1])}月"


@passing_blanks
def arabic_date(day: date) -> str:
    """Return 2008年10月8日, without leading zeros (GB/T 9704—2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


@passing_blanks
def arabic_month(month: tuple[int, int]) -> str:
    """Return a (year, month) as 2009年6月."""
    return f"{month[0]}年{month[1]}月"


def years_after(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes 28 February where there is none."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28 if leap_day else day.day)


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a month that is too short for it."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@passing_blanks
@lru_cache(maxsize=4096)  # the same amounts stand in many papers, and Babel takes 14 µs for one
def amount(value: Decimal) -> str:
    """Return money in whatever unit it has, in groups of three and without trailing zeros: 1,880 or 62.5."""
    return str(_GROUPED.apply(value, _LOCALE))


@passing_blanks
@lru_cache(maxsize=4096)
def number(value: Decimal) -> str:
    """Return a measured or counted number without trailing zeros or groups: 2500 or 0.85."""
    return str(_PLAIN.apply(value, _LOCALE))


@passing_blanks
def percent(share: Fraction | Decimal) -> str:
    """Return a share of one as a percentage with at most two decimals: 1/5 is 20%, 2/3 is 66.67%."""
    ratio = Fraction(share)
    return str(_PERCENT.apply(Decimal(ratio.numerator) / ratio.denominator, _LOCALE))


@passing_blanks
def fraction_words(share: Fraction) -> str:
    """Return a share in words: 三分之二; the whole is 全部."""
    return "全部" if share == 1 else f"{counting(share.denominator)}分之{counting(share.numerator)}"


@passing_blanks
def majority(share: Fraction) -> str:
    """Return the share that carries a motion: 三分之二以上; half is 过半数, lest a motion and its contrary pass."""
    return {Fraction(1): "全部", Fraction(1, 2): "过半数"}.get(share) or f"{fraction_words(share)}以上"


_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORG_CODE_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORG_CODE_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def uscc_check(code17: str) -> str:
    """Return the check character of a 统一社会信用代码, from its first 17 characters (GB 32100—2015)."""
    total = sum(_USCC_ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(code17))
    return _USCC_ALPHABET[-total % 31]


def uscc_fault(code: str) -> Fault | None:
    """Return what is wrong with a 统一社会信用代码 of 18 characters, or ``None``."""
    if len(code) != 18:
        return "length"
    if not set(code) <= set(_USCC_ALPHABET):
        return "alphabet"
    return None if uscc_check(code[:17]) == code[17] else "check"


def org_code_check(code8: str) -> str:
    """Return the check character of an 组织机构代码, from its first 8 characters (GB 11714—1997)."""
    total = sum(
        _ORG_CODE_ALPHABET.index(character) * weight for character, weight in zip(code8, _ORG_CODE_WEIGHTS, strict=True)
    )
    return "0123456789X"[-total % 11]


def org_code_fault(code: str) -> Fault | None:
    """Return what is wrong with an 组织机构代码 of 8 + 1 characters, written with or without ``-``, or ``None``."""
    plain = code[:8] + code[9:] if code[8:9] == "-" else code
    if len(plain) != 9:
        return "length"
    if not set(plain) <= set(_ORG_CODE_ALPHABET):
        return "alphabet"
    return None if org_code_check(plain[:8]) == plain[8] else "check"


_SEPARATED_DIGITS = re.compile(r"(?<=\d)[ -](?=\d)")
_IDENTITY_CARD = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)")
_BANK_CARD = re.compile(r"(?<!\d)\d{16,19}(?!\d)")


def personal_number(text: str) -> Literal["identity card", "bank card"] | None:
    """Return of what a person's card there is a number in a text, or ``None``."""
    digits = _SEPARATED_DIGITS.sub("", text)
    if any(map(_is_identity_card, _IDENTITY_CARD.findall(digits))):
        return "identity card"
    return "bank card" if any(map(_is_bank_card, _BANK_CARD.findall(digits))) else None


def _is_identity_card(number: str) -> bool:
    """Check the last character as GB 11643 does: weights are powers of 2 modulo 11."""
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11] == number[17].upper()


def _is_bank_card(number: str) -> bool:
    """Check the last digit as ISO/IEC 7812-1 does (Luhn): every second digit from the right is doubled."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def paragraphs(text: str | None) -> list[str]:
    """Return the paragraphs of a text: blank lines part them, single line breaks stay inside; blank has none."""
    return [part.strip() for part in re.split(r"\n[ \t　]*\n", (text or "").replace("\r\n", "\n")) if part.strip()]


@passing_blanks
def bare(text: str) -> str:
    """Return a text without the full stop or semicolon at its end, so that it fits inside a sentence."""
    return text.rstrip("。；;. \n\t　")


@passing_blanks
def quoted(text: str) -> str:
    """Return the text in quotation marks, which a tag of a template cannot hold as text."""
    return f"“{text}”"


@passing_blanks
def sentence(text: str) -> str:
    """Return a text that ends as a sentence does: with one 。, unless it ends with ？！；… or 。”."""
    text = text.rstrip()
    return text if re.search("[？！；…]$|。[”）]$", text) else bare(text) + "。"


@passing_blanks
def joined(names: Sequence[str]) -> str:
    """Return names as one reads them out: 甲, 甲和乙, 甲、乙和丙; no names are empty text."""
    *first, last = names or [""]
    return f"{'、'.join(first)}和{last}" if first else last
