"""Names as licences and seals have them: brackets, dots, blanks, length, and no name twice."""

import re
import unicodedata
from collections.abc import Iterator

from docgen.diagnostics import Wording
from docgen.rules.rule import Breach, Case, at, rule

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_CHINESE = re.compile(f"[{_HAN}]")
_BRACKETS = str.maketrans("()", "（）")
_WRONG_DOT = re.compile(f"(?<=[{_HAN}])[•・．‧∙⋅･.](?=[{_HAN}])")
_HIDDEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_BLANK = re.compile(f"(?<=[{_HAN}（）])[ \u00a0\u2000-\u200a\u202f\u3000]+(?=[{_HAN}（）])")


def _same(name: str) -> str:
    """Return the form in which two spellings of one name are equal."""
    plain = _HIDDEN.sub("", unicodedata.normalize("NFC", name)).translate(_BRACKETS)
    return re.sub(r"\s", "", plain)


@rule(
    "NAME-01",
    Wording("名称“{name}”用了半角括号", "the name “{name}” has ASCII brackets"),
    hint=Wording("与执照和印章一致，一般写全角：{better}", "as on licence and seal, usually full-width: {better}"),
)
def brackets(case: Case) -> Iterator[Breach]:
    """Brackets in a Chinese name are full-width, as on licences and seals (E.5)."""
    for path, name in case.words.names:
        if _CHINESE.search(name) and name != name.translate(_BRACKETS):
            yield at(*path, name=name, better=name.translate(_BRACKETS))


@rule(
    "NAME-02",
    Wording("姓名“{name}”的间隔号不规范", "the dot in the name “{name}” is not the standard one"),
    hint=Wording("间隔号用“·”（U+00B7）：{better}", "use “·” (U+00B7): {better}"),
)
def dots(case: Case) -> Iterator[Breach]:
    """Every dot between the parts of a name is U+00B7."""
    for path, name in case.words.names:
        better = _WRONG_DOT.sub("·", name)
        if better != name:
            yield at(*path, name=name, better=better)


@rule(
    "NAME-03",
    Wording("名称“{name}”中有看不见的字符或者多余的空格", "the name “{name}” has invisible characters or blanks"),
    hint=Wording("改为“{better}”；多半是从网页或表格粘贴来的", "write “{better}”; they often come with pasted text"),
)
def blanks(case: Case) -> Iterator[Breach]:
    """No name has blanks between its characters or anything invisible."""
    for path, name in case.words.names:
        better = _BLANK.sub("", _HIDDEN.sub("", name))
        if better != name:
            yield at(*path, name=_HIDDEN.sub("□", name), better=better)


@rule(
    "NAME-04",
    Wording("名称“{name}”有{count}个字，超过{value}个", "the name “{name}” has {count} characters, more than {value}"),
    hint=Wording("核对是否把说明文字写进了名称", "check whether more than the name was written here"),
    value=int,
)
def length(case: Case) -> Iterator[Breach]:
    """No name is a sentence."""
    for path, name in case.words.names:
        if len(name) > case.value:
            yield at(*path, name=f"{name[:20]}……", count=len(name))


@rule(
    "NAME-05",
    Wording("名称“{name}”的字符没有规范组合", "the characters of the name “{name}” are not composed"),
    hint=Wording("重新输入为：{better}", "type it again: {better}"),
)
def composed(case: Case) -> Iterator[Breach]:
    """Every name is in Unicode's composed form (NFC), so that equal names are equal."""
    for path, name in case.words.names:
        if not unicodedata.is_normalized("NFC", name):
            yield at(*path, name=name, better=unicodedata.normalize("NFC", name))


@rule(
    "NAME-06",
    Wording("成员“{name}”列了两次", "the member “{name}” stands twice"),
    hint=Wording(
        "删去重复的一条，或者改正名称（全角、半角括号和空格不算不同）",
        "delete one of them or correct the name; brackets and blanks make no difference",
    ),
)
def members_differ(case: Case) -> Iterator[Breach]:
    """No two members have the same name."""
    known = [_same(member.name) for member in case.alliance.members]
    for number, member in enumerate(case.alliance.members):
        if known[number] in known[:number]:
            yield at("members", number, "name", name=member.name)


@rule(
    "NAME-07",
    Wording("曾用名“{name}”同时是成员的现用名", "the former name “{name}” is also the name of a member"),
    hint=Wording(
        "正文一律用现用名；曾用名只写以前的名称", "papers use the present name; former_names are names of the past only"
    ),
)
def former_names(case: Case) -> Iterator[Breach]:
    """Former names are nobody's name today (X2)."""
    present = {_same(member.name) for member in case.alliance.members}
    for number, member in enumerate(case.alliance.members):
        for place, name in enumerate(member.former_names):
            if _same(name) in present:
                yield at("members", number, "former_names", place, name=name)
