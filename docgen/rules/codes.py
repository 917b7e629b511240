"""Credit codes and organisation codes: their check characters, their kind, and which of them is needed when."""

from collections.abc import Iterator

from docgen.diagnostics import Wording
from docgen.rules.rule import Breach, Case, at, rule
from docgen.text import Fault, org_code_check, org_code_fault, uscc_check, uscc_fault

_USCC_FAULTS: dict[Fault, Wording] = {
    "length": Wording("应为18位，现为{length}位", "it must have 18 characters and has {length}"),
    "alphabet": Wording(
        "含有标准不用的字符（只用数字和大写字母，不用 I、O、S、V、Z）",
        "it has characters that the standard does not use (digits and capitals only, without I, O, S, V, Z)",
    ),
    "check": Wording(
        "校验码不对，前17位如无误，末位应为{check}",
        "the check character; if the first 17 are right, it is {check}",
    ),
}
_ORG_CODE_FAULTS: dict[Fault, Wording] = {
    "length": Wording(
        "应为8位本体代码加1位校验码，现为{length}位",
        "it must have 8 characters and a check character, and has {length}",
    ),
    "alphabet": Wording("只能用数字和大写字母", "it has digits and capitals only"),
    "check": Wording(
        "校验码不对，前8位如无误，末位应为{check}",
        "the check character; if the first 8 are right, it is {check}",
    ),
}


@rule(
    "CODE-01",
    Wording("统一社会信用代码 {code} 有误：{fault}", "the credit code {code} is wrong: {fault}"),
    hint=Wording("对照营业执照或者法人证书重新抄写", "copy it again from the licence or certificate"),
)
def credit_codes(case: Case) -> Iterator[Breach]:
    """Every credit code passes the check of GB 32100."""
    for number, member in enumerate(case.alliance.members):
        fault = uscc_fault(member.uscc) if member.uscc else None
        if member.uscc and fault:
            check = uscc_check(member.uscc[:17]) if fault == "check" else ""
            words = _USCC_FAULTS[fault].fill(length=len(member.uscc), check=check)
            yield at("members", number, "uscc", code=member.uscc, fault=words)


@rule(
    "CODE-02",
    Wording("组织机构代码 {code} 有误：{fault}", "the organisation code {code} is wrong: {fault}"),
    hint=Wording(
        "对照组织机构代码证重新抄写，例如 D2143569-X", "copy it again from the certificate; it looks like D2143569-X"
    ),
)
def organisation_codes(case: Case) -> Iterator[Breach]:
    """Every organisation code passes the check of GB 11714."""
    for number, member in enumerate(case.alliance.members):
        fault = org_code_fault(member.org_code) if member.org_code else None
        if member.org_code and fault:
            plain = member.org_code.replace("-", "")
            check = org_code_check(plain[:8]) if fault == "check" else ""
            words = _ORG_CODE_FAULTS[fault].fill(length=len(plain), check=check)
            yield at("members", number, "org_code", code=member.org_code, fault=words)


@rule(
    "CODE-03",
    Wording(
        "{kind}的统一社会信用代码不应以 {found} 开头",
        "the credit code of a member of kind {kind_en} does not begin with {found}",
    ),
    hint=Wording(
        "核对 kind（类别）和代码：{kind}的代码以 {expected} 开头",
        "check the member's kind and code: such a code begins with {expected}",
    ),
    value=dict,
)
def credit_code_kinds(case: Case) -> Iterator[Breach]:
    """Every credit code begins as the codes of that kind of member do: two characters say who registered it."""
    for number, member in enumerate(case.alliance.members):
        expected = case.value[member.kind]
        if member.uscc and not uscc_fault(member.uscc) and not member.uscc.startswith(expected):
            kind = case.programme.word("members.kind", member.kind)
            yield at(
                "members", number, "uscc", kind=kind, kind_en=member.kind, found=member.uscc[:2], expected=expected
            )


def _needed(value: str) -> bool:
    """Read whether the credit code itself is needed (``uscc``), or either code will do (``either``)."""
    return {"uscc": True, "either": False}[value]


@rule(
    "CODE-04",
    Wording("“{name}”没有填写{code}", "“{name}” has no {code_en}"),
    hint=Wording(
        "在成员条目中补上 uscc（统一社会信用代码）；旧文书可用 org_code（组织机构代码）",
        "add uscc; org_code will do in papers before October 2015",
    ),
    value=_needed,
)
def codes_present(case: Case) -> Iterator[Breach]:
    """Every member has the code that these days ask for."""
    for number, member in enumerate(case.alliance.members):
        if not member.uscc and (case.value or not member.org_code):
            code = "统一社会信用代码" if case.value else "统一社会信用代码或者组织机构代码"
            yield at(
                "members", number, "uscc", name=member.name, code=code, code_en="credit code" if case.value else "code"
            )


@rule(
    "CODE-05",
    Wording("“{name}”与“{other}”的代码相同", "“{name}” and “{other}” have the same code"),
    hint=Wording(
        "一个单位只能列为一个成员；代码抄错的请改正", "a body is a member once; correct a code that was copied wrongly"
    ),
)
def codes_differ(case: Case) -> Iterator[Breach]:
    """No two members have the same code."""
    seen: dict[str, str] = {}
    for number, member in enumerate(case.alliance.members):
        for key, code in (("uscc", member.uscc), ("org_code", member.org_code)):
            if code and code in seen:
                yield at("members", number, key, name=member.name, other=seen[code])
            elif code:
                seen[code] = member.name


@rule(
    "CODE-06",
    Wording(
        "组织机构代码 {code} 与统一社会信用代码的第9至17位 {inner} 不一致",
        "the organisation code {code} differs from characters 9 to 17 of the credit code, {inner}",
    ),
    hint=Wording(
        "两个代码必有一个抄错，或者不属于同一单位", "one of the two is copied wrongly, or they belong to two bodies"
    ),
)
def codes_agree(case: Case) -> Iterator[Breach]:
    """Every credit code holds the body's organisation code as its characters 9 to 17 (GB 32100)."""
    for number, member in enumerate(case.alliance.members):
        inner = member.uscc[8:17] if member.uscc and not uscc_fault(member.uscc) else None
        if inner and member.org_code and member.org_code.replace("-", "") != inner:
            yield at("members", number, "org_code", code=member.org_code, inner=inner)
