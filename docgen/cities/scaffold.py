"""A new city's folder: what is its own to be filled in, and what it takes from another shown as comments."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from docgen import source
from docgen.cities.proving import BLANK
from docgen.diagnostics import Wording
from docgen.errors import InputError
from docgen.programme import Programme
from docgen.programme.law import Instrument

SHOWN: Final = ("industries", "support", "evaluation", "assessment", "liaison", "copies")
"""The sections that cities usually have of their own, shown as comments."""

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_BAD_ID = Wording("“{id}”不能作文件夹名", "“{id}” cannot be the name of its folder")
_LIKE_THIS = Wording("写小写字母、数字和连字符，例如 quanzhou-2010", "write letters and digits, such as quanzhou-2010")
_THERE = Wording("{folder} 已经有了", "{folder} is there already")
_OTHER_NAME = Wording("换一个名字，或者先移走它", "choose another name, or move it away first")

_HEAD: Final = """\
# {blank}：凡是“{blank}”都要填；填完运行 docgen programme check {id}。没有写的，都沿用 {base}。
# Fill in every “{blank}”, then run `docgen programme check {id}`. What is not written is taken from {base}.
id: {id}
extends: {base}
title: {blank}（实施方案的名称）
english: {blank} (its name in English)
city: {blank}（市名，例如 泉州市）
in_force: {since}
cite: plan                              # law.yaml 中本市的实施方案 the city's plan, in law.yaml

# 会审和联合授予的部门，按印制顺序；第一个牵头 the bureaus in the order in which they are printed; the first leads
issuers:
  - {{name: {blank}, short: {blank}, english: {blank}, role: lead, since: {since}}}
  - {{name: {blank}, short: {blank}, english: {blank}, role: joint, since: {since}}}

# 受理意见和异议的地方 where letters and objections are taken
reception:
  office: {blank}
  phone: {blank}
  supervision: {blank}
  supervision_phone: {blank}
  address: {blank}

# 证书编号：年、联盟顺序、成员顺序都要有 the number has the year and both serial numbers
certificates:
"""
_NUMBER: Final = '  {sort}: {{number: "{blank}〔{{year}}〕{{alliance_serial}}-{{member_serial}}号"}}\n'
_SHOW: Final = """
# 以下各节沿用 {base}。与本市相同的不必管；不同的，去掉行首的“# ”再改。整节换掉的，先写进 removes。
# Taken from {base}: leave what is the same; uncomment and change what differs. `removes` takes out what is not wanted.
# removes: [support/special_fund, rules/COND-03]
# removes_files: [evaluation-sheet]
"""
_LAW: Final = """\
# 本市的实施方案；国家法律沿用 {base}。The city's own plan; national law is taken from {base}.
# place 写在本市方案中的位置（行尾是在 {base} 中的位置）；says 与本市不同的改掉；本市没有的删去，检查会指出谁还引用。
instruments:
  - id: plan
    title: {blank}
    short: {blank}
    english: {blank}
    number: {blank}
    since: {since}
    source: {blank}
    articles:
"""


def scaffold(city: str, base: Programme, since: date) -> Mapping[str, str]:
    """Return the files of a new programme that extends another, by their names in its folder.

    Raises InputError for a name that is no good name of a folder.
    """
    if not _ID.fullmatch(city):
        raise InputError(_BAD_ID.fill(id=city), _LIKE_THIS)
    words = {"id": city, "base": base.id, "since": since, "blank": BLANK}
    numbers = "".join(_NUMBER.format(sort=sort, blank=BLANK) for sort in base.certificates)
    shown = "".join(f"\n{text}" for section in SHOWN if (text := _commented(base, section)))
    programme = _HEAD.format(**words) + numbers + _SHOW.format(**words) + shown
    plan = next(instrument for instrument in base.law.instruments if instrument.id == base.cite)
    return {"programme.yaml": programme, "law.yaml": _LAW.format(**words) + "".join(_articles(plan))}


def vacant(folder: Path) -> Path:
    """Return a folder that is to be made; raises InputError where there is one already."""
    if folder.exists():
        raise InputError(_THERE.fill(folder=folder), _OTHER_NAME)
    return folder


def _commented(base: Programme, section: str) -> str:
    """Return the lines of a section of programme.yaml, as comments, from the file in which it stands."""
    place = base.folders.read("programme.yaml").locate((section,), key=True)
    lines = source.read(Path(place.file)).text.splitlines()[place.line - 1 :]
    own = [lines[0], *_indented(lines[1:])]
    return "".join(f"# {line}\n" for line in own)


def _indented(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if not line.startswith((" ", "-")):
            return
        yield line


def _articles(plan: Instrument) -> Iterator[str]:
    """Yield the articles of a plan, what each says as it is there, to be placed in the city's own."""
    for key, article in plan.articles.items():
        says = article.says.replace("'", "''")
        yield f"      \"{key}\": {{place: {BLANK}, place_en: {BLANK}, says: '{says}'}}   # {article.place or key}\n"
