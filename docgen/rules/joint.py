"""The joint review of the bureaus: after the experts, by every bureau once, and before anything is made public."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from docgen.diagnostics import Wording
from docgen.model import Round
from docgen.model.round import JointOpinion
from docgen.programme import Programme
from docgen.rules.rule import Breach, Path, RoundCase, at, rule

_WEEKEND = 5  # Saturday, as Python counts


def _bureaus(programme: Programme, on: date) -> tuple[str, ...]:
    return tuple(issuer.name for issuer in programme.issuers_on(on))


def _numbered(case: RoundCase) -> Iterator[tuple[int, JointOpinion]]:
    return enumerate(case.review.joint_review)


def _name(case: RoundCase, alliance_id: str) -> str:
    alliance = case.alliances.get(alliance_id)
    return alliance.profile.name if alliance else alliance_id


@rule(
    "JOINT-01",
    Wording("“{agency}”不是{signed}参加会审的部门", "“{agency}” was no bureau of the joint review on {signed}"),
    hint=Wording("当日的部门：{known}", "the bureaus of that day: {known}"),
    about="round",
)
def bureaus_of_the_day(case: RoundCase) -> Iterator[Breach]:
    """Bureaus go by the names that they have on the day on which they sign (SD-4)."""
    for number, each in _numbered(case):
        known = _bureaus(case.programme, each.signed_on)
        if each.agency not in known:
            yield at("joint_review", number, "agency", agency=each.agency, signed=each.signed_on, known=known)


@rule(
    "JOINT-02",
    Wording("“{alliance}”的会审缺{missing}的意见", "the joint review of “{alliance}” lacks {missing}"),
    hint=Wording(
        "各部门意见齐全以后，才印发会审纪要和公示", "minutes and notice come when all bureaus have given theirs"
    ),
    about="round",
)
def every_bureau_before_the_minutes(case: RoundCase) -> Iterator[Breach]:
    """Nothing is issued before all bureaus have spoken (F.3; 党政机关公文处理工作条例 16)."""
    review = case.review
    if review.minutes is None and review.notice is None:
        return
    for number, application in enumerate(review.alliances):
        said = [each for each in review.joint_review if each.alliance == application.id]
        if said:
            names = {each.agency for each in said}
            on = max(each.signed_on for each in said)
            missing = tuple(name for name in _bureaus(case.programme, on) if name not in names)
            if missing:
                yield at("alliances", number, alliance=_name(case, application.id), missing=missing)


@rule(
    "JOINT-03",
    Wording("{agency}对“{alliance}”的会审意见写了两次", "{agency} has two opinions on “{alliance}”"),
    hint=Wording("对照会审意见表，删去一条", "compare both with the signed form, and take one out"),
    about="round",
)
def one_opinion_each(case: RoundCase) -> Iterator[Breach]:
    """Every bureau says once what it thinks of an alliance."""
    pairs = [(each.agency, each.alliance) for each in case.review.joint_review]
    for number, pair in enumerate(pairs):
        if pair in pairs[:number]:
            yield at("joint_review", number, "agency", agency=pair[0], alliance=_name(case, pair[1]))


@rule(
    "JOINT-04",
    Wording("会审意见签于{signed}，早于评审会{held}", "signed on {signed}, before the meeting of {held}"),
    hint=Wording("先专家评估，后部门会审：核对日期", "the experts come first: check the dates"),
    about="round",
)
def experts_before_bureaus(case: RoundCase) -> Iterator[Breach]:
    """Experts assess, and then the bureaus review (SD-4)."""
    held = case.review.meeting.held_on
    for number, each in _numbered(case):
        if each.signed_on < held:
            yield at("joint_review", number, "signed_on", signed=each.signed_on, held=held)


@rule(
    "JOINT-05",
    Wording("“{alliance}”还没有专家组意见，不能会审", "“{alliance}” has no opinion of the panel yet: no joint review"),
    hint=Wording("先在 opinions（专家组意见）中写明", "write it under opinions first"),
    about="round",
)
def opinion_before_joint_review(case: RoundCase) -> Iterator[Breach]:
    """Bureaus review what the panel has given its opinion on (F.2)."""
    judged = {each.alliance for each in case.review.opinions}
    seen: set[str] = set()
    for number, each in _numbered(case):
        if each.alliance not in judged | seen and case.review.application(each.alliance):
            yield at("joint_review", number, "alliance", alliance=_name(case, each.alliance))
        seen.add(each.alliance)


@rule(
    "JOINT-06",
    Wording(
        "“{alliance}”应评{asked}名专家，只有{marked}名打分，不到{quorum}，专家组意见不成立",
        "{marked} of {asked} experts have marked “{alliance}”, less than {quorum}: its opinion does not stand",
    ),
    hint=Wording("补齐评分，或者另行组织评审", "collect the sheets that are missing, or hold another meeting"),
    about="round",
)
def quorum_before_opinion(case: RoundCase) -> Iterator[Breach]:
    """Opinions of the panel stand on the marks of enough of its experts (F.1)."""
    review, rules = case.review, case.programme.review
    for number, opinion in enumerate(review.opinions):
        asked = [expert.id for expert in review.reviewers(opinion.alliance)]
        marked = sum(review.score(expert, opinion.alliance) is not None for expert in asked)
        if asked and not rules.quorate(marked, len(asked)):
            yield at(
                "opinions",
                number,
                "alliance",
                alliance=_name(case, opinion.alliance),
                asked=len(asked),
                marked=marked,
                quorum=str(rules.quorum),
            )


@rule(
    "JOINT-07",
    Wording(
        "专家组对“{alliance}”的结论是“{conclusion}”，{agency}却同意",
        "the panel said “{conclusion}” of “{alliance}”, and {agency} agrees all the same",
    ),
    hint=Wording("核对修改核对表：须修改内容都落实了，才同意", "see the check form: everything must have been changed"),
    about="round",
)
def agreed_after_the_changes(case: RoundCase) -> Iterator[Breach]:
    """Bureaus agree to what the panel sent back only after it was changed (SD-4, F.2)."""
    best = next(iter(case.programme.evaluation.conclusions))
    said = {each.alliance: each.conclusion for each in case.review.opinions}
    titles = case.programme.evaluation.conclusions
    for number, each in _numbered(case):
        conclusion = said.get(each.alliance, best)
        if each.opinion == "agree" and conclusion != best and not _revised(case, each):
            name, title = _name(case, each.alliance), titles.get(conclusion, conclusion)
            yield at("joint_review", number, "opinion", alliance=name, conclusion=title, agency=each.agency)


def _revised(case: RoundCase, opinion: JointOpinion) -> bool:
    """Return whether another bureau sends the alliance back anyway, so that nothing follows from this one."""
    return any(each.opinion != "agree" for each in case.review.joint_review if each.alliance == opinion.alliance)


@rule(
    "JOINT-08",
    Wording("{what}{day}早于{before}{earlier}", "{what} of {day} comes before {before} of {earlier}"),
    hint=Wording("次序：会审意见、会审会议、印发纪要、公示", "the order: opinions, meeting, minutes, notice"),
    about="round",
)
def one_after_the_other(case: RoundCase) -> Iterator[Breach]:
    """Opinions are signed, the meeting is held, its minutes are issued, and then the result is made public (F.3)."""
    steps = list(_steps(case.review))
    for (_, before, earlier), (path, what, day) in pairwise(steps):
        if day < earlier:
            yield at(*path, what=what, day=day, before=before, earlier=earlier)


def _steps(review: Round) -> Iterator[tuple[Path, Wording, date]]:
    """Yield the days of the joint review in the order in which they should come, each with its place and name."""
    signed = [each.signed_on for each in review.joint_review]
    if signed:
        yield ("joint_review",), Wording("最后一份会审意见", "the last opinion"), max(signed)
    if review.minutes:
        yield ("minutes", "held_on"), Wording("会审会议", "the meeting of the bureaus"), review.minutes.held_on
        yield ("minutes", "issued_on"), Wording("会审纪要", "the issue of the minutes"), review.minutes.issued_on
    if review.notice:
        yield ("notice", "starts_on"), Wording("公示起始日", "the first day of the notice"), review.notice.starts_on
        yield ("notice", "ends_on"), Wording("公示截止日", "the last day of the notice"), review.notice.ends_on


@rule(
    "JOINT-09",
    Wording("公示只有{days}个工作日，至少要有{value}个", "the notice runs for {days} working days; it needs {value}"),
    hint=Wording(
        "延后 ends_on（截止日）；法定节假日另行扣除", "move ends_on back; public holidays do not count either"
    ),
    value=int,
    about="round",
)
def public_long_enough(case: RoundCase) -> Iterator[Breach]:
    """Notices are up for enough working days (B.1: five)."""
    notice = case.review.notice
    if notice and notice.starts_on <= notice.ends_on:
        span = (notice.ends_on - notice.starts_on).days + 1
        days = sum((notice.starts_on + timedelta(day)).weekday() < _WEEKEND for day in range(span))
        if days < case.value:
            yield at("notice", "ends_on", days=days)
