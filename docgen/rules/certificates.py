"""What must be done before certificates are issued: review, notice and annex; for demonstration units, proof."""

from collections.abc import Iterator

from docgen.diagnostics import Wording
from docgen.model.award import Grant, Title
from docgen.rules.rule import Breach, Case, at, listed, rule
from docgen.text import years_after


def _units(case: Case, sort: Title) -> Wording:
    """Return what the programme calls the units that hold certificates of a sort."""
    return Wording(case.programme.certificates[sort].units, f"{sort} units")


def _notice(case: Case, sort: str = "") -> tuple[int, Grant] | None:
    """Return the notice by which certificates are about to be issued, with its place; only if it is of that sort."""
    award = case.award
    if award is None or (sort and award.sort != sort):
        return None
    notices = enumerate(case.alliance.grants)
    return next(((n, grant) for n, grant in notices if (grant.kind, grant.number) == award), None)


@rule(
    "CERT-01",
    Wording("文件中没有授予{what}的通知 {basis}", "the file has no notice {basis} that names {what}"),
    hint=Wording(
        "在 grants（授予）中写明 kind（类别）、number（文号）、issued_on（印发日期）、title（标题）和 members（成员）",
        "write kind, number, issued_on, title and members of the notice under grants",
    ),
)
def notice_on_file(case: Case) -> Iterator[Breach]:
    """Certificates follow a notice."""
    if case.award and not _notice(case):
        yield at("grants", what=_units(case, case.award.sort), basis=case.award.basis)


@rule(
    "CERT-02",
    Wording(
        "证书日期{day}早于通知 {number} 的印发日期{issued}",
        "certificates of {day} would be older than the notice {number} of {issued}",
    ),
    hint=Wording(
        "先发通知，后发证书：核对 --on 和 issued_on（印发日期）", "the notice comes first: check --on and issued_on"
    ),
)
def certificate_after_notice(case: Case) -> Iterator[Breach]:
    """Notice first, certificates second."""
    found = _notice(case)
    if found and case.on < found[1].issued_on:
        place, notice = found
        yield at("grants", place, "issued_on", day=case.on, number=notice.number, issued=notice.issued_on)


@rule(
    "CERT-03",
    Wording("通知印发前没有{who}同意的会审意见", "before the notice there is no consent in the joint review of {who}"),
    hint=Wording(
        "在 joint_review（会审）中补上各部门签署的意见；各部门都同意，才能授予{what}",
        "add the signed opinions under joint_review: all bureaus must agree before {what} are named",
    ),
)
def joint_review_agreed(case: Case) -> Iterator[Breach]:
    """Pilot units are named after a joint review in which every bureau agreed; the last opinion of each counts."""
    found = _notice(case, "pilot")
    if not found:
        return
    opinions = sorted(case.alliance.joint_review, key=lambda opinion: opinion.signed_on)
    last = {opinion.agency: opinion for opinion in opinions if opinion.signed_on <= found[1].issued_on}
    silent = [
        issuer.name
        for issuer in case.programme.issuers_on(found[1].issued_on)
        if issuer.name not in last or last[issuer.name].opinion != "agree"
    ]
    if silent:
        who = listed(Wording(name, name) for name in silent)
        yield at("joint_review", who=who, what=_units(case, "pilot"))


@rule(
    "CERT-04",
    Wording("通知中的称号是“{said}”，证书上是“{printed}”", "the notice says “{said}”, the certificates “{printed}”"),
    hint=Wording(
        "证书的称号必须与通知逐字相同：核对 grants（授予）的 title（标题）和联盟名称",
        "the title must equal that of the notice character for character: check it and the name of the alliance",
    ),
)
def title_as_in_notice(case: Case) -> Iterator[Breach]:
    """Notice and certificates have one title, character for character."""
    found = _notice(case)
    if not found or not case.award:
        return
    place, notice = found
    printed = case.programme.certificates[case.award.sort].title.format(alliance=case.alliance.profile.name)
    if notice.title != printed:
        yield at("grants", place, "title", said=notice.title, printed=printed)


@rule(
    "CERT-05",
    Wording("通知名单中的“{name}”不是成员的名称", "“{name}” in the annex of the notice is not the name of a member"),
    hint=Wording(
        "单位全称必须与成员名称逐字相同；改过名的，先更正成员情况；后来退出的，写在 changes（成员变更）中",
        "it must equal a member's full name character for character; mend the members first if one was renamed, and "
        "write one that left under changes",
    ),
)
def annex_names_members(case: Case) -> Iterator[Breach]:
    """Everyone in the annex is a member, or was one and left since."""
    found = _notice(case)
    left = {change.name for change in case.alliance.changes if change.kind != "accession"}
    known = left.union(member.name for member in case.alliance.members)
    for number, name in enumerate(found[1].members if found else ()):
        if found and name not in known:
            yield at("grants", found[0], "members", number, name=name)


@rule(
    "CERT-06",
    Wording("成员“{name}”不在通知的名单中", "the member “{name}” is not in the annex of a notice"),
    hint=Wording(
        "称号授予全体成员单位：补进名单；以前的通知已授予的，也要写在 grants（授予）中",
        "the title goes to every member: add it; an earlier notice that names it belongs under grants too",
    ),
)
def members_in_annex(case: Case) -> Iterator[Breach]:
    """Every member is in the annex of this notice or of an earlier one of its sort."""
    found = _notice(case)
    if not found:
        return
    notices = (grant for grant in case.alliance.grants if grant.kind == found[1].kind)
    named = {name for grant in notices if grant.issued_on <= found[1].issued_on for name in grant.members}
    for number, member in enumerate(case.alliance.members):
        if member.name not in named:
            yield at("members", number, "name", name=member.name)


@rule(
    "CERT-07",
    Wording("通知名单的次序与成员情况不同", "the annex of the notice has another order than the members"),
    hint=Wording("名单和成员情况按同一次序排列", "put the annex and the members in one order"),
)
def annex_in_order(case: Case) -> Iterator[Breach]:
    """Annex and members have one order."""
    found = _notice(case)
    if not found:
        return
    place, notice = found
    order = [member.name for member in case.alliance.members if member.name in notice.members]
    if [name for name in notice.members if name in order] != order:
        yield at("grants", place, "members")


@rule(
    "CERT-08",
    Wording("没有结果为{value}的考核", "there is no assessment with the grade {value}"),
    hint=Wording(
        "考核取得良好成绩后才能授予{what}：在 assessments（考核）中写明 held_on（考核日期）和 grade（等次）",
        "{what} need a good assessment: write held_on and grade under assessments",
    ),
    value=tuple,
)
def assessed_well(case: Case) -> Iterator[Breach]:
    """Demonstration units were assessed, and the last assessment before the notice was good."""
    found = _notice(case, "demonstration")
    if not found:
        return
    held = [assessment for assessment in case.alliance.assessments if assessment.held_on <= found[1].issued_on]
    last = max(held, key=lambda assessment: assessment.held_on, default=None)
    if last is None or last.grade not in case.value:
        yield at("assessments", what=_units(case, "demonstration"))


@rule(
    "CERT-09",
    Wording(
        "授予{what}的通知印发时，{pilots}还没有运行满{value}年",
        "the notice of {what} comes before {value} year(s) as {pilots}",
    ),
    hint=Wording(
        "在 grants（授予）中写明{pilots}的通知；满期以后再授予",
        "write the notice of the {pilots} under grants, and wait until the time is full",
    ),
    value=int,
)
def run_long_enough(case: Case) -> Iterator[Breach]:
    """Demonstration units have been pilot units for a while."""
    found = _notice(case, "demonstration")
    if not found:
        return
    place, notice = found
    pilots = [grant.issued_on for grant in case.alliance.grants if grant.kind == "pilot"]
    if not pilots or years_after(min(pilots), case.value) > notice.issued_on:
        yield at("grants", place, "issued_on", what=_units(case, "demonstration"), pilots=_units(case, "pilot"))


@rule(
    "CERT-10",
    Wording("考核没有确认方案的主要目标和任务已经完成", "no assessment says that the plan's goals and tasks are done"),
    hint=Wording(
        "完成以后再授予；已经完成的，在 assessments（考核）中写 goals_done（目标完成）：是",
        "wait until they are; if they are, write goals_done under assessments",
    ),
)
def goals_done(case: Case) -> Iterator[Breach]:
    """Demonstration units have done what the plan promised."""
    found = _notice(case, "demonstration")
    if found and not any(
        assessment.goals_done and assessment.held_on <= found[1].issued_on for assessment in case.alliance.assessments
    ):
        yield at("assessments")


@rule(
    "CERT-11",
    Wording("授予{what}没有批准依据", "nothing approves the title of {what}"),
    hint=Wording(
        "在 recognition（创建示范）中写明 approval_no（批准文号）；属于技术示范或者改革试点的，写明 scope（活动范围）",
        "write approval_no under recognition, or scope where it is technology demonstration or a reform pilot",
    ),
)
def recognition_approved(case: Case) -> Iterator[Breach]:
    """Demonstration units are named with an approval, or within a scope that needs none."""
    recognition = case.alliance.recognition
    if _notice(case, "demonstration") and not (recognition and (recognition.approval_no or recognition.scope)):
        yield at("recognition", what=_units(case, "demonstration"))


@rule(
    "CERT-12",
    Wording("没有批准文号，由{who}授予{what}", "{what} are named by {who} without an approval"),
    hint=Wording(
        "市级部门不得自行开展创建示范活动：请法制机构确认所写的活动范围确实不适用该办法",
        "municipal bureaus may not run recognition activities: have counsel confirm that the scope is exempt",
    ),
)
def bureaus_need_approval(case: Case) -> Iterator[Breach]:
    """Bureaus that rely on the scope alone are warned."""
    recognition = case.alliance.recognition
    found = _notice(case, "demonstration")
    if found and recognition and recognition.scope and not recognition.approval_no:
        issuers = case.programme.issuers_on(found[1].issued_on)
        who = listed(Wording(issuer.name, issuer.name) for issuer in issuers)
        yield at("recognition", "scope", who=who, what=_units(case, "demonstration"))
