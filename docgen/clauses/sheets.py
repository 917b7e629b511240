"""What each party alone has to do and to claim: by its seat, its kind, its work, and its own words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from docgen.clauses.choosing import Chosen, standing
from docgen.clauses.facts import member_facts
from docgen.clauses.library import Annexes, Row
from docgen.clauses.listing import listed
from docgen.clauses.pieces import pieces, plain, traced
from docgen.clauses.tree import Sheet
from docgen.clauses.wording import Facts, say
from docgen.model.alliance import Alliance, Member


def sheet(number: int, member: Member, *, alliance: Alliance, annexes: Annexes, facts: Facts) -> Sheet:
    """Return the sheet of one party, the ``number``-th of the alliance."""
    known = facts | member_facts(member, alliance)
    rights, duties = tuple(standing(annexes.rights, known)), tuple(standing(annexes.duties, known))
    numbered = list(enumerate(alliance.tasks, start=1))
    leads = [(place, task) for place, task in numbered if task.lead == member.id]
    joins = [(place, task) for place, task in numbered if member.id in task.partners]
    return Sheet(
        number=number,
        member=member,
        rights=listed(rights, facts.tongue, _own(member.rights, number, "rights")),
        duties=listed(duties, facts.tongue, _own(member.duties, number, "duties")),
        brief_rights=_brief(rights, member.rights, annexes.own, known),
        brief_duties=_brief(duties, member.duties, annexes.own, known),
        leads=tuple(task for _, task in leads),
        joins=tuple(task for _, task in joins),
        led=tuple(place for place, _ in leads),
        joined=tuple(place for place, _ in joins),
        money=_money(member, alliance),
    )


def _own(words: Sequence[str], number: int, key: str) -> list[str]:
    """Return what a party wrote itself, each with where it stands in the file."""
    return [traced(each, ("members", number - 1, key, place)) for place, each in enumerate(words)]


def _brief(rows: Iterable[Chosen[Row]], own: Sequence[str], words: str, facts: Facts) -> tuple[str, ...]:
    """Return what a party has in few words: its rows, and how many items it wrote itself."""
    briefs = [row.unit.brief for row in rows]
    return (*briefs, plain(pieces(say(words, facts | {"count": len(own)})))) if own else tuple(briefs)


def _money(member: Member, alliance: Alliance) -> dict[int, Decimal]:
    """Return what the member pays, by year, from all its sources."""
    total: defaultdict[int, Decimal] = defaultdict(Decimal)
    for source in alliance.investment.sources if alliance.investment else ():
        if source.source == member.id:
            for year, amount in source.amounts.items():
                total[year] += amount
    return dict(sorted(total.items()))
