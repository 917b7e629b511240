"""Sums that must agree, and amounts that cannot be right; every message names the numbers and their unit."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from docgen.diagnostics import Wording
from docgen.model import Alliance
from docgen.rules.rule import Breach, Case, Path, at, rule

_TEN_THOUSAND = Decimal(10_000)


def _unit(case: Case) -> Wording:
    unit = case.alliance.investment.unit if case.alliance.investment else "10000"
    zh = case.programme.word("investment.unit", unit)
    return Wording(zh, "× 10,000 yuan" if unit == "10000" else "yuan")


def _tasks(alliance: Alliance) -> Decimal:
    return sum((task.budget for task in alliance.tasks), Decimal(0))


def _sources(alliance: Alliance, member_id: str | None = None) -> Decimal:
    """Return the money of all sources, or of those of one member."""
    sources = alliance.investment.sources if alliance.investment else ()
    return sum(
        (sum(source.amounts.values(), Decimal(0)) for source in sources if member_id in (None, source.source)),
        Decimal(0),
    )


def _uses(alliance: Alliance) -> Decimal:
    return sum((use.amount for use in alliance.investment.uses), Decimal(0)) if alliance.investment else Decimal(0)


@rule(
    "MONEY-01",
    Wording(
        "任务经费合计{tasks}{unit}，资金来源合计{sources}{unit}，相差{gap}{unit}",
        "the tasks cost {tasks} {unit} together, the sources give {sources} {unit}: a difference of {gap} {unit}",
    ),
    hint=Wording(
        "核对各任务的 budget（经费）和各来源的 amounts（分年度）",
        "check the budget of each task and the amounts of each source",
    ),
)
def tasks_are_paid(case: Case) -> Iterator[Breach]:
    """All tasks together cost what the sources give."""
    tasks, sources = _tasks(case.alliance), _sources(case.alliance)
    if case.alliance.tasks and sources and tasks != sources:
        yield at("investment", "sources", tasks=tasks, sources=sources, gap=abs(tasks - sources), unit=_unit(case))


@rule(
    "MONEY-02",
    Wording(
        "资金支出合计{uses}{unit}，资金来源合计{sources}{unit}，相差{gap}{unit}",
        "the uses take {uses} {unit} together, the sources give {sources} {unit}: a difference of {gap} {unit}",
    ),
    hint=Wording(
        "核对各科目的 amount（金额）和各来源的 amounts（分年度）",
        "check the amount of each use and the amounts of each source",
    ),
)
def uses_are_paid(case: Case) -> Iterator[Breach]:
    """All uses together take what the sources give."""
    uses, sources = _uses(case.alliance), _sources(case.alliance)
    if uses and sources and uses != sources:
        yield at("investment", "uses", uses=uses, sources=sources, gap=abs(uses - sources), unit=_unit(case))


@rule(
    "MONEY-03",
    Wording(
        "“{name}”承诺现金{cash}{unit}，资金来源中它出资{paid}{unit}，相差{gap}{unit}",
        "“{name}” promises {cash} {unit} in cash, but the sources show {paid} {unit}: a difference of {gap} {unit}",
    ),
    hint=Wording(
        "核对成员的 cash（现金）和科研投入中以它为出资方的各年金额",
        "check the member's cash and the yearly amounts of the sources in its name",
    ),
)
def cash_is_paid(case: Case) -> Iterator[Breach]:
    """Every member pays in cash what it promises (X3)."""
    for number, member in enumerate(case.alliance.members):
        cash = member.contribution.cash if member.contribution else None
        paid = _sources(case.alliance, member.id)
        if cash is not None and _sources(case.alliance) and cash != paid:
            path: Path = ("members", number, "contribution", "cash")
            yield at(*path, name=member.name, cash=cash, paid=paid, gap=abs(cash - paid), unit=_unit(case))


@rule(
    "MONEY-04",
    Wording("{amount}{unit}多半是把元写成了万元，或者相反", "{amount} {unit} is most likely written in the wrong unit"),
    hint=Wording(
        "本文件的金额单位是{unit}（investment: unit），请核对",
        "amounts in this file are in {unit} (investment: unit): check them",
    ),
    value=Decimal,
)
def unit_slips(case: Case) -> Iterator[Breach]:
    """Nobody mixes yuan with ten thousands of yuan: sums beyond all measure, or sums 10,000 times another."""
    if not case.alliance.investment:
        return
    unit, total = Decimal(case.alliance.investment.unit), _sources(case.alliance)
    slips: dict[Path, bool] = {
        ("investment", "sources"): total * unit > case.value
        or _slipped(total, [_tasks(case.alliance), _uses(case.alliance)])
    }
    amounts: dict[Path, Decimal] = {("investment", "sources"): total}
    for number, member in enumerate(case.alliance.members):
        path: Path = ("members", number, "contribution", "cash")
        amounts[path] = member.contribution.cash if member.contribution else Decimal(0)
        slips[path] = _slipped(amounts[path], [_sources(case.alliance, member.id)])
    yield from (at(*path, amount=amounts[path], unit=_unit(case)) for path, slip in slips.items() if slip)


def _slipped(one: Decimal, others: Iterable[Decimal]) -> bool:
    return any(one and other and _TEN_THOUSAND in (one / other, other / one) for other in others)


@rule(
    "MONEY-05",
    Wording("{amount}{unit}不足一分钱的部分无法支付", "{amount} {unit} has a part smaller than 0.01 yuan"),
    hint=Wording(
        "金额写到分为止：以万元为单位时最多六位小数，以元为单位时最多两位", "use at most two decimals of a yuan"
    ),
)
def whole_cents(case: Case) -> Iterator[Breach]:
    """Every amount can be paid: it is a whole number of 0.01 yuan."""
    unit = Decimal(case.alliance.investment.unit if case.alliance.investment else 10_000)
    for path, amount in _amounts(case.alliance):
        if amount * unit * 100 % 1:
            yield at(*path, amount=amount, unit=_unit(case))


def _amounts(alliance: Alliance) -> Iterator[tuple[Path, Decimal]]:
    for number, member in enumerate(alliance.members):
        if member.contribution:
            yield ("members", number, "contribution", "cash"), member.contribution.cash
            yield ("members", number, "contribution", "in_kind"), member.contribution.in_kind
    for number, task in enumerate(alliance.tasks):
        yield ("tasks", number, "budget"), task.budget
    if alliance.investment:
        for number, source in enumerate(alliance.investment.sources):
            for year, amount in source.amounts.items():
                yield ("investment", "sources", number, "amounts", year), amount
        for number, use in enumerate(alliance.investment.uses):
            yield ("investment", "uses", number, "amount"), use.amount
