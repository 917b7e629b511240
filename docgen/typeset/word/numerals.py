"""Numbers as Word's list formats write them (ECMA-376 17.18.59)."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = str.maketrans("〇一二三四五六七八九十百千万", "零壹贰叁肆伍陆柒捌玖拾佰仟萬")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_COUNTING = (
    "chineseCounting",
    "chineseCountingThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "japaneseCounting",
)
_CIRCLED = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese", "ideographEnclosedCircle")
MAX_NUMBER = 9999


def chinese(number: int) -> str:
    """Return a number up to 9999 in Chinese counting words: 10 is 十, 101 is 一百零一."""
    if number < 10:
        return _DIGITS[max(number, 0)]
    for unit, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= unit:
            head, rest = divmod(number, unit)
            return _head(head, name) + _rest(rest, unit)
    raise AssertionError(number)


def _head(head: int, name: str) -> str:
    return f"{_DIGITS[head]}{name}"


def _rest(rest: int, unit: int) -> str:
    if rest == 0:
        return ""
    return ("零" if rest < unit // 10 else "") + chinese(rest)


def chinese_count(number: int) -> str:
    """Return ``chinese`` as lists write it: 12 is 十二, not 一十二."""
    text = chinese(number)
    return text[1:] if text.startswith("一十") else text


def roman(number: int) -> str:
    """Return a number in small Roman numerals."""
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def letters(number: int) -> str:
    """Return a … z, then aa … zz, aaa …: Word repeats the letter."""
    turn, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (turn + 1)


def circled(number: int) -> str:
    """Return ① … ㊿; larger numbers stay plain."""
    for first, last, code in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(code + number - first)
    return str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": lambda number: roman(number).upper(),
    "lowerRoman": roman,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerLetter": letters,
    "ideographTraditional": lambda number: _STEMS[number - 1] if number <= len(_STEMS) else str(number),
    "ideographZodiac": lambda number: _BRANCHES[number - 1] if number <= len(_BRANCHES) else str(number),
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "chineseLegalSimplified": lambda number: chinese(number).translate(_LEGAL),
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalFullWidth2": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalHalfWidth": str,
    "decimalEnclosedParen": lambda number: chr(0x2474 + number - 1) if number <= 20 else f"({number})",
    "decimalEnclosedFullstop": lambda number: chr(0x2488 + number - 1) if number <= 20 else f"{number}.",
    "ordinal": str,
    "none": lambda _number: "",
    "bullet": lambda _number: "",
    **dict.fromkeys(_COUNTING, chinese_count),
    **dict.fromkeys(_CIRCLED, circled),
}


def known(name: str) -> bool:
    """Return whether ``name`` is a number format that is written out here."""
    return name in _FORMATS


def write(number: int, name: str) -> str:
    """Return ``number`` in the format that Word calls ``name``; zero and unknown formats come in Arabic digits."""
    if not 0 < number <= MAX_NUMBER:
        return str(number) if name not in {"none", "bullet"} else ""
    return _FORMATS.get(name, str)(number)
