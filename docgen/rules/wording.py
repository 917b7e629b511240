"""What no final text may hold: placeholders, characters without a meaning, numbers that belong to people."""

import re
from collections.abc import Iterator

from docgen.diagnostics import Wording
from docgen.rules.rule import Breach, Case, at, rule
from docgen.text import personal_number

_PLACEHOLDER = re.compile(
    r"待定|待补充?|待填写?|待确认|暂缺|同上|(?:[Xx×]{2,}|○{2,}|某某)[^A-Za-z0-9]{0,8}|[＿_]{2,}|[.…。]{2,}|[-－—]+|[?？]+|"
    r"[\s_＿]*年[\s_＿]*月[\s_＿]*日|"
    r"none|null|nil|nan|n/a|tbd|tba|todo|【[^】]*】|\{\{.*\}\}",
    re.IGNORECASE,
)
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_YEAR = re.compile("[一二][〇一二三四五六七八九○◯0OoＯｏ０]{3}年")
_NO_ZERO = re.compile("[○◯0OoＯｏ０]")
_PERSONAL = {
    "identity card": Wording("身份证号码", "the number of an identity card"),
    "bank card": Wording("银行卡号", "the number of a bank card"),
}


@rule(
    "TEXT-01",
    Wording("这里还是占位的“{text}”", "this is still a placeholder: “{text}”"),
    hint=Wording(
        "填上真实内容；确实没有的，删去这一项或者写“无”",
        "fill in the real content; if there is none, delete the entry or write 无",
    ),
)
def placeholders(case: Case) -> Iterator[Breach]:
    """Nothing is left as a placeholder (X13)."""
    for path, text in case.words.written:
        if _PLACEHOLDER.fullmatch(text):
            yield at(*path, text=text)


@rule(
    "TEXT-02",
    Wording(
        "文字中有模板记号 {mark}，会原样印出", "the text holds the template mark {mark}, which will be printed as it is"
    ),
    hint=Wording(
        "如果是没有替换掉的模板内容，请改成真实内容", "if it is left over from a template, write the real content"
    ),
)
def braces(case: Case) -> Iterator[Breach]:
    """Template marks inside a text are data, but seldom meant."""
    for path, text in case.words.written:
        found = _BRACES.search(text)
        if found and not _PLACEHOLDER.fullmatch(text):
            yield at(*path, mark=found[0])


@rule(
    "TEXT-03",
    Wording("这里像是{what}，会印进文书", "this looks like {what} and would be printed"),
    hint=Wording(
        "删去个人的证件号、账号；确需提供的，另行报送",
        "delete numbers of identity cards and accounts; hand them in apart if they are needed",
    ),
)
def personal_numbers(case: Case) -> Iterator[Breach]:
    """Papers for many readers hold no numbers of identity cards or bank cards."""
    for path, text in case.words.written:
        if found := personal_number(text):
            yield at(*path, what=_PERSONAL[found])


@rule(
    "TEXT-04",
    Wording(
        "“{text}”中有私用区字符（{code}），换一台电脑就显示不出来",
        "“{text}” has a private-use character ({code}) that other computers cannot show",
    ),
    hint=Wording(
        "多半是旧系统造的生僻字：请用现行字库重新输入这个字",
        "most likely a rare character of an old system: type it again with a current font",
    ),
)
def private_use(case: Case) -> Iterator[Breach]:
    """Every character means the same on every computer (E.5)."""
    for path, text in case.words.written:
        found = _PRIVATE_USE.search(text)
        if found:
            start = max(0, found.start() - 5)
            yield at(*path, text=_PRIVATE_USE.sub("□", text[start : found.end() + 5]), code=f"U+{ord(found[0]):04X}")


@rule(
    "TEXT-05",
    Wording("“{year}”中的“{sign}”不是数字〇", "“{sign}” in “{year}” is not the numeral 〇"),
    hint=Wording("写成“{right}”", "write “{right}”"),
)
def chinese_zero(case: Case) -> Iterator[Breach]:
    """Zero in a year of Chinese numerals is 〇 (U+3007): no circle, no letter, no digit (X14)."""
    for path, text in case.words.written:
        for year in _YEAR.findall(text):
            wrong = _NO_ZERO.search(year)
            if wrong:
                yield at(*path, year=year, sign=wrong[0], right=_NO_ZERO.sub("〇", year))
