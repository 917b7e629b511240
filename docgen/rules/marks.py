"""Marks as they stand in the round file: every criterion once, within its points, by those who review, once only."""

from collections.abc import Iterator

from docgen.diagnostics import Wording
from docgen.rules.rule import Breach, RoundCase, at, rule


@rule(
    "SCORE-01",
    Wording("“{title}”的得分{mark}不在0到{points}之间，或者不是{step}的整倍数",
            "{mark} for “{title}” is not between 0 and {points}, or no multiple of {step}"),
    hint=Wording("对照评估表重新录入；原始分数不得改动", "enter it again from the sheet; raw marks are never changed"),
    about="round",
)  # fmt: skip
def marks_in_range(case: RoundCase) -> Iterator[Breach]:
    """Every mark is within the points of its criterion, and as whole as the sheet asks for (X10)."""
    criteria = {criterion.id: criterion for criterion in case.programme.evaluation.criteria}
    step = case.programme.review.step
    for number, score in enumerate(case.review.scores):
        for name, mark in score.marks.items():
            criterion = criteria.get(name)
            if criterion and (mark > criterion.points or mark % step):
                path = ("scores", number, "marks", name)
                yield at(*path, title=criterion.title, mark=mark, points=criterion.points, step=step)


@rule(
    "SCORE-02",
    Wording("这份评分的指标不全或者有误：{names}", "this sheet lacks criteria, or has unknown ones: {names}"),
    hint=Wording("每项指标打一个分，指标名用方案中的代号", "give one mark for each criterion of the programme"),
    about="round",
)
def all_criteria(case: RoundCase) -> Iterator[Breach]:
    """Every sheet marks exactly the criteria of the programme."""
    wanted = [criterion.id for criterion in case.programme.evaluation.criteria]
    for number, score in enumerate(case.review.scores):
        wrong = tuple(
            name for name in dict.fromkeys([*wanted, *score.marks]) if (name in wanted) != (name in score.marks)
        )
        if wrong:
            yield at("scores", number, "marks", names=wrong)


@rule(
    "SCORE-03",
    Wording("专家 {expert} 不评审 {alliance}（回避或者没有分工），不能打分",
            "expert {expert} does not review {alliance} (recused, or not assigned) and cannot mark it"),
    hint=Wording("删去这份评分，或者改正回避和分工", "take the sheet out, or correct recusals and assignments"),
    about="round",
)  # fmt: skip
def reviewers_only(case: RoundCase) -> Iterator[Breach]:
    """Nobody marks an alliance from which they are recused (X9)."""
    for number, score in enumerate(case.review.scores):
        known = case.review.expert(score.expert) and case.review.application(score.alliance)
        if known and score.expert not in {expert.id for expert in case.review.reviewers(score.alliance)}:
            yield at("scores", number, "expert", expert=score.expert, alliance=score.alliance)


@rule(
    "SCORE-04",
    Wording("专家 {expert} 对 {alliance} 的评分录入了两次", "the sheet of {expert} for {alliance} was entered twice"),
    hint=Wording("对照评估表，删去多余的一份", "compare both with the sheet, and take one out"),
    about="round",
)
def entered_once(case: RoundCase) -> Iterator[Breach]:
    """Every expert has one sheet for each alliance."""
    pairs = [(score.expert, score.alliance) for score in case.review.scores]
    for number, pair in enumerate(pairs):
        if pair in pairs[:number]:
            yield at("scores", number, "expert", expert=pair[0], alliance=pair[1])


@rule(
    "SCORE-05",
    Wording("没有名为“{name}”的结论", "there is no conclusion called “{name}”"),
    hint=Wording("可以写：{known}", "you can write: {known}"),
    about="round",
)
def conclusions_known(case: RoundCase) -> Iterator[Breach]:
    """Every conclusion, of an expert or of the panel, is one of the programme."""
    known = tuple(case.programme.evaluation.conclusions)
    for section in ("scores", "opinions"):
        for number, each in enumerate(getattr(case.review, section)):
            if each.conclusion not in known:
                yield at(section, number, "conclusion", name=each.conclusion, known=known)
