"""The money of a plan: by source and year, by use, by member; sums in the file's unit and the total in yuan."""

from decimal import Decimal
from typing import Any

from docgen.model.alliance import Alliance, FundSource, Investment
from docgen.programme import Programme


def money(alliance: Alliance, programme: Programme) -> dict[str, Any]:
    """Return the tables of money in the file's ``unit`` of ``factor`` yuan; ``yuan`` in yuan, ``share`` of one."""
    investment = alliance.investment or Investment()
    years = sorted({year for source in investment.sources for year in source.amounts})
    sources = [_source(source, years, alliance, programme) for source in investment.sources]
    used = sum((use.amount for use in investment.uses), Decimal(0))
    total = sum((source["total"] for source in sources), Decimal(0))
    given = [member.contribution for member in alliance.members if member.contribution]
    return {
        "unit": programme.word("investment.unit", investment.unit),
        "factor": int(investment.unit),
        "years": years,
        "sources": sources,
        "by_year": [sum((source["amounts"][n] for source in sources), Decimal(0)) for n in range(len(years))],
        "total": total,
        "yuan": total * int(investment.unit),
        "uses": [
            {"item": use.item, "amount": use.amount, "share": use.amount / used if used else Decimal(0)}
            for use in investment.uses
        ],
        "used": used,
        "tasks": sum((task.budget for task in alliance.tasks), Decimal(0)),
        "cash": sum((part.cash for part in given), Decimal(0)),
        "in_kind": sum((part.in_kind for part in given), Decimal(0)),
        "staff": sum(part.staff for part in given),
    }


def _source(source: FundSource, years: list[int], alliance: Alliance, programme: Programme) -> dict[str, Any]:
    member = alliance.member(source.source)
    amounts = [source.amounts.get(year, Decimal(0)) for year in years]
    return {
        "name": member.name if member else programme.word("investment.sources.source", source.source),
        "label": source.label,
        "amounts": amounts,
        "total": sum(amounts, Decimal(0)),
    }
