"""What no final text may hold: placeholders, characters without a meaning, numbers that belong to people."""

import re
from collections.abc import Iterator

from docgen.diagnostics import Wording
from docgen.rules.rule import Breach, Case, Path, at, rule
from docgen.rules.walking import texts

_PLACEHOLDER = re.compile(
    r"待定|待补充?|待填写?|待确认|暂缺|同上|(?:[Xx×]{2,}|○{2,}|某某)[^A-Za-z0-9]{0,8}|[＿_]{2,}|[.…。]{2,}|[-－—]+|[?？]+|"
    r"[\s_＿]*年[\s_＿]*月[\s_＿]*日|"
    r"none|null|nil|nan|n/a|tbd|tba|todo|【[^】]*】|\{\{.*\}\}",
    re.IGNORECASE,
)
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_SEPARATED_DIGITS = re.compile(r"(?<=\d)[ -](?=\d)")
_IDENTITY_CARD = re.compile(r"(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)")
_BANK_CARD = re.compile(r"(?<!\d)\d{16,19}(?!\d)")
_CODE_KEYS = {"uscc", "org_code"}


def _written(case: Case) -> Iterator[tuple[Path, str]]:
    """Yield the texts that people wrote: neither the codes of bodies nor the words that a file chooses from."""
    for path, text in texts(case.alliance.plain()):
        field = ".".join(part for part in path if isinstance(part, str))
        if path[-1] not in _CODE_KEYS and text not in case.programme.vocabulary.get(field, ()):
            yield path, text


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
    for path, text in _written(case):
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
    for path, text in _written(case):
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
    for path, text in _written(case):
        digits = _SEPARATED_DIGITS.sub("", text)
        if any(_is_identity_card(number) for number in _IDENTITY_CARD.findall(digits)):
            yield at(*path, what=Wording("身份证号码", "the number of an identity card"))
        elif any(_is_bank_card(number) for number in _BANK_CARD.findall(digits)):
            yield at(*path, what=Wording("银行卡号", "the number of a bank card"))


def _is_identity_card(number: str) -> bool:
    """Check the last character as GB 11643 does: weights are powers of 2 modulo 11."""
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11] == number[17].upper()


def _is_bank_card(number: str) -> bool:
    """Check the last digit as ISO/IEC 7812-1 does (Luhn): every second digit from the right is doubled."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


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
    for path, text in _written(case):
        found = _PRIVATE_USE.search(text)
        if found:
            start = max(0, found.start() - 5)
            yield at(*path, text=_PRIVATE_USE.sub("□", text[start : found.end() + 5]), code=f"U+{ord(found[0]):04X}")
