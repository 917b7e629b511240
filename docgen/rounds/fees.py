"""The fee form: what the experts of a round are paid. It holds ID and bank numbers, and nothing else of docgen does.

No finding shows a line of the fee file, no message a number from it; no manifest, packet or record lists the form.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from docgen import documents, pipeline, source
from docgen.diagnostics import Finding, Severity, Wording, by_place, has_errors
from docgen.documents import Topic
from docgen.errors import InputError
from docgen.model import CHINESE_KEYS, Round
from docgen.model.fees import FeeSheet, Payee
from docgen.model.round import Expert
from docgen.programme import Programme
from docgen.programme.fees import Fees
from docgen.rounds.reading import beside, check
from docgen.source.faults import Fault

ABOUT = "fees"
_SECRET = re.compile(r"\d[\dXx ]{5,}")  # whatever may be part of an ID or bank number
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
_CHECKS = "10X98765432"

_REFUSED = Wording("{file} 有错误，没有生成发放表", "{file} has errors: no fee form was made")
_MEND = Wording("按上面的提示改正后再试；为保密，不显示原行", "mend what is listed above; its lines are not shown")
_NO_FEES = Wording("实施方案 {id} 没有专家费标准", "the programme {id} has no fees for experts")
_SET_FEES = Wording("在 programme.yaml 的 review.fees 中写明", "write them under review.fees in programme.yaml")

_UNKNOWN = Fault(
    "FEE-01",
    Wording("评审会中没有代号为“{name}”的专家", "the round has no expert “{name}”"),
    Wording("可以写：{known}", "you can write: {known}"),
)
_TWICE = Fault(
    "FEE-02",
    Wording("{name}列了两次", "{name} stands here twice"),
    Wording("删去一条，天数合在一起", "take one out, and add the days together"),
)
_NO_GRADE = Fault(
    "FEE-03",
    Wording("没有名为“{name}”的档次", "there is no grade “{name}”"),
    Wording("可以写：{known}", "you can write: {known}"),
)
_WRONG_ID = Fault(
    "FEE-04",
    Wording("{name}的身份证号校验码不对", "the ID number of {name} has a wrong check digit"),
    Wording("对照身份证重新抄写", "copy it from the card again"),
    Severity.WARNING,
)
_NOT_LISTED = Fault(
    "FEE-05",
    Wording("{name}参加了评审，不在发放表中", "{name} reviewed, and is not paid"),
    Wording("不领取的，可以不列", "leave it so if nothing is to be paid"),
    Severity.WARNING,
)
_KEPT_TOO_SHORT = Fault(
    "FEE-06",
    Wording("保存期限早于发放日期", "it is to be destroyed before it is paid"),
    Wording("核对 keep_until（保存期限）和 paid_on（发放日期）", "check keep_until and paid_on"),
)


@dataclass(frozen=True)
class FeeForm:
    """The fee form as DOCX and PDF by ending, its name without ending, and the warnings about the fee file."""

    name: str
    files: Mapping[str, bytes]
    warnings: list[Finding]


def fee_form(file: Path, *, templates: Path | None = None) -> FeeForm:
    """Return the fee form of a fee file; raise InputError or PolicyError with all findings for one with errors."""
    read = source.read(file, spellings=CHINESE_KEYS)
    sheet, misfits = source.fit(read, FeeSheet)
    if sheet is None or has_errors([*read.findings, *misfits]):
        raise _refusal(file, [*read.findings, *misfits])
    checked = check(beside(file, sheet.meeting), templates=templates)
    review, _, programme = checked.cleared()
    findings = list(_findings(sheet, review, _fees(programme), read))
    if has_errors(findings):
        raise _refusal(file, findings)
    (copy,) = documents.copies(programme, {ABOUT: [Topic("", values(sheet, review, programme))]})
    (docx, pdf) = pipeline.Press(programme, pipeline.FORMATS).papers([copy])
    return FeeForm(copy.kind, {".docx": docx.content, ".pdf": pdf.content}, by_place(map(_discreet, findings)))


def values(sheet: FeeSheet, review: Round, programme: Programme) -> dict[str, Any]:
    """Return what the template of the fee form may print."""
    fees = _fees(programme)
    experts = {expert.id: expert for expert in review.experts}
    payees = [_payee(number, each, experts[each.expert], fees) for number, each in enumerate(sheet.payees, start=1)]
    return {
        "round": review.meeting.plain(),
        "fees": sheet.plain() | {"note": fees.note},
        "payees": payees,
        "total": {name: sum((each[name] for each in payees), Decimal(0)) for name in ("gross", "tax", "net")},
    }


def rehearsal(review: Round, programme: Programme) -> dict[str, Any]:
    """Return a sample of the values of the fee form, made up for a round, with no numbers of anybody."""
    grade = _fees(programme).grades[0].id
    payees = [
        Payee(expert=expert.id, grade=grade, id_number="身份证号", bank="开户行", account="账号")
        for expert in review.experts
    ]
    held = review.meeting.held_on
    sheet = FeeSheet(docgen="1", meeting="round.yaml", paid_on=held, keep_until=held, payees=tuple(payees))
    return values(sheet, review, programme) | {"document": {"title": "", "dated": held, "number": None, "draft": False}}


def _fees(programme: Programme) -> Fees:
    if programme.review.fees is None:
        raise InputError(_NO_FEES.fill(id=programme.id), _SET_FEES)
    return programme.review.fees


def _payee(number: int, payee: Payee, expert: Expert, fees: Fees) -> dict[str, Any]:
    """Return a line of the form: who, what for, and how much before tax, as tax, and after it."""
    grade = fees.grade(payee.grade) or fees.grades[0]
    gross = fees.fee(grade, payee.days)
    tax = fees.tax.tax(gross)
    money = {"day": grade.day, "gross": gross, "tax": tax, "net": gross - tax}
    return payee.plain() | {"number": number, "expert": expert.plain(), "grade": grade.title} | money


def _findings(sheet: FeeSheet, review: Round, fees: Fees, read: source.Source) -> Iterator[Finding]:
    """Yield what is wrong with a fee file, expert by expert."""
    experts = {expert.id: expert for expert in review.experts}
    paid = [payee.expert for payee in sheet.payees]
    for number, payee in enumerate(sheet.payees):
        expert = experts.get(payee.expert)
        at = read.locate(("payees", number, "expert"))
        if expert is None:
            yield _UNKNOWN.at(at, name=payee.expert, known="、".join(experts))
            continue
        if payee.expert in paid[:number]:
            yield _TWICE.at(at, name=expert.name)
        yield from _of_payee(payee, expert, fees, number, read)
    for name in dict.fromkeys(score.expert for score in review.scores if score.expert not in paid):
        yield _NOT_LISTED.at(read.locate(("payees",), key=True), name=experts[name].name)
    if sheet.keep_until < sheet.paid_on:
        yield _KEPT_TOO_SHORT.at(read.locate(("keep_until",)))


def _of_payee(payee: Payee, expert: Expert, fees: Fees, number: int, read: source.Source) -> Iterator[Finding]:
    if fees.grade(payee.grade) is None:
        known = "、".join(grade.id for grade in fees.grades)
        yield _NO_GRADE.at(read.locate(("payees", number, "grade")), name=payee.grade, known=known)
    if not _is_id(payee.id_number):
        yield _WRONG_ID.at(read.locate(("payees", number, "id_number")), name=expert.name)


def _is_id(number: str) -> bool:
    """Return whether a resident ID number has the check digit that it must have (GB 11643)."""
    if not re.fullmatch(r"\d{17}[\dX]", number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return number[-1] == _CHECKS[total % 11]


def _refusal(file: Path, findings: list[Finding]) -> InputError:
    return InputError(_REFUSED.fill(file=file), _MEND, findings=by_place(map(_discreet, findings)))


def _discreet(finding: Finding) -> Finding:
    """Return a finding without the line that it stands in, and without any number that may be somebody's."""
    place = replace(finding.location, text="")
    message, hint = (
        each and Wording(*(_SECRET.sub("……", words) for words in each)) for each in (finding.message, finding.hint)
    )
    return replace(finding, message=message or finding.message, hint=hint, location=place)
