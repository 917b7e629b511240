"""What each party alone has to do and to claim: by its seat, its kind, its work, and its own words."""

from collections import defaultdict
from decimal import Decimal

from docgen.clauses.choosing import standing
from docgen.clauses.facts import member_facts
from docgen.clauses.library import Annexes
from docgen.clauses.listing import listed
from docgen.clauses.tree import Sheet
from docgen.clauses.wording import Facts
from docgen.model.alliance import Alliance, Member


def sheet(number: int, member: Member, *, alliance: Alliance, annexes: Annexes, facts: Facts) -> Sheet:
    """Return the sheet of one party, the ``number``-th of the alliance."""
    known = facts | member_facts(member, alliance)
    return Sheet(
        number=number,
        member=member,
        rights=listed(standing(annexes.rights, known), member.rights),
        duties=listed(standing(annexes.duties, known), member.duties),
        leads=tuple(task for task in alliance.tasks if task.lead == member.id),
        joins=tuple(task for task in alliance.tasks if member.id in task.partners),
        money=_money(member, alliance),
    )


def _money(member: Member, alliance: Alliance) -> dict[int, Decimal]:
    """Return what the member pays, by year, from all its sources."""
    total: defaultdict[int, Decimal] = defaultdict(Decimal)
    for source in alliance.investment.sources if alliance.investment else ():
        if source.source == member.id:
            for year, amount in source.amounts.items():
                total[year] += amount
    return dict(sorted(total.items()))
