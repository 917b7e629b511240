"""What clauses may speak of: one flat table of facts of an alliance, under the names that the clause library uses.

A fact that is missing in a draft is ``None``: it prints as ruled space and holds in no condition.
"""

from datetime import date
from decimal import Decimal
from typing import Any, get_args

from docgen import text
from docgen.clauses.origins import origins
from docgen.clauses.tongue import CHINESE, Tongue
from docgen.clauses.wording import Facts
from docgen.model.agreement import Agreement
from docgen.model.alliance import SEVERAL_ONLY, Alliance, Council, Investment, Mechanisms, Member, Seat, Specialist
from docgen.programme import Programme

Values = dict[str, Any]


def facts_of(alliance: Alliance, programme: Programme, *, on: date, tongue: Tongue = CHINESE) -> Facts:
    """Return every fact that the clause library may speak of in a language, for an agreement dated ``on``."""
    return Facts(
        {
            **_profile(alliance),
            **_programme(programme, on),
            **_money(alliance, programme),
            **_members(alliance),
            **_goals(alliance, tongue),
            **_mechanisms(alliance, alliance.mechanisms or Mechanisms(), tongue),
            **_organs(alliance, tongue),
            **_council(alliance.governance.council if alliance.governance else None, tongue),
            **_agreement(alliance.agreement or Agreement(), len(alliance.members)),
        },
        tongue,
        origins(alliance),
    )


def member_facts(member: Member, alliance: Alliance) -> Values:
    """Return what the rows of rights and duties may ask about one party."""
    mechanisms, organs = alliance.mechanisms or Mechanisms(), alliance.governance
    funds, secretariat = mechanisms.funds, organs.secretariat if organs else None
    return {
        "seat": member.seat,
        "kind": member.kind,
        "state_owned": member.state_owned,
        "platforms": [platform.name for platform in member.platforms],
        "own_equipment": bool(member.equipment),
        "is_external": member.id == alliance.profile.external_liability,
        "is_host": bool(secretariat and secretariat.host == member.id),
        "is_funds_host": bool(funds and funds.option != "none" and funds.host == member.id),
    }


def _profile(alliance: Alliance) -> Values:
    profile, term = alliance.profile, alliance.profile.term
    entity, liable = profile.form in {"entity", "hybrid"}, profile.external_liability
    return {
        "name": profile.name,
        "short_name": profile.short_name,
        "english_name": profile.english_name,
        "translated": bool(alliance.english),
        "industry": profile.industry,
        "direction": profile.direction,
        "guided": profile.route == "guided",
        "form": profile.form,
        "entity": entity,
        "entity_kind": profile.entity_kind,
        "several": liable == SEVERAL_ONLY,
        "agent": liable != SEVERAL_ONLY and (liable is not None or not entity),
        "external": _name(alliance, liable),
        "start": term.start if term else None,
        "end": term.last_day if term else None,
        "years": term.years if term else None,
    }


def _money(alliance: Alliance, programme: Programme) -> Values:
    unit = (alliance.investment or Investment()).unit
    funds = alliance.mechanisms.funds if alliance.mechanisms else None
    return {
        "unit": programme.word("investment.unit", unit),
        "unit_yuan": Decimal(unit),
        "fees": funds.fees if funds else (),
    }


def _programme(programme: Programme, on: date) -> Values:
    lead = next((issuer.name for issuer in programme.issuers_on(on) if issuer.role == "lead"), None)
    seats = {seat: programme.word("members.seat", seat) for seat in get_args(Seat)}
    return {"bureau": lead, "seats": seats}


def _name(alliance: Alliance, member_id: str | None) -> str | None:
    member = alliance.member(member_id) if member_id else None
    return member.name if member else None


def _members(alliance: Alliance) -> Values:
    def seated(seat: str) -> list[str]:
        return [member.name for member in alliance.members if member.seat == seat]

    return {
        "chair": next(iter(seated("chair")), None),
        "vice_chairs": seated("vice_chair"),
        "directors": seated("director"),
        "voteless": [member.name for member in alliance.members if member.seat != "member" and not _input(member)],
        "renamed": [member for member in alliance.members if member.former_names],
        "equipment": any(member.equipment for member in alliance.members),
    }


def _input(member: Member) -> Decimal:
    given = member.contribution
    return given.cash + given.in_kind if given else Decimal(0)


def _goals(alliance: Alliance, tongue: Tongue) -> Values:
    goals, money = alliance.objectives, alliance.investment
    return {
        "summary": _inline(goals.summary, tongue) if goals else None,
        "indicators": goals.indicators if goals else (),
        "government_money": any(source.source == "government" for source in money.sources) if money else False,
    }


def _mechanisms(alliance: Alliance, mechanisms: Mechanisms, tongue: Tongue) -> Values:
    found: Values = {}
    for name in ("funds", "projects", "information", "diffusion"):
        mechanism = getattr(mechanisms, name)
        found[name] = mechanism.option if mechanism else None
        found[f"{name}_text"] = _inline(mechanism.text, tongue) if mechanism else None
    found["funds_host"] = _name(alliance, mechanisms.funds.host if mechanisms.funds else None)
    for name in ("ownership", "member_use", "joint_exercise", "improvements", "income", "risk"):
        found[name] = getattr(mechanisms.ip, name) if mechanisms.ip else None
    found["ip_text"] = text.paragraphs(mechanisms.ip.text) if mechanisms.ip else []
    return found


def _inline(words: str | None, tongue: Tongue) -> str | None:
    """Return a text as one paragraph, since it becomes part of a sentence of ours."""
    return tongue.line([line.strip() for line in words.splitlines()]) if words else None


def _organs(alliance: Alliance, tongue: Tongue) -> Values:
    organs = alliance.governance
    committee = organs.expert_committee if organs else None
    secretariat = organs.secretariat if organs else None
    experts = {expert.name: tongue.person(*_expert(expert)) for expert in committee.members} if committee else {}
    chair = committee.chair if committee else None
    return {
        "guided_by": list(organs.guided_by) if organs and organs.guided_by else None,
        "committee_chair": experts.get(chair, chair) if chair else None,
        "specialists": [words for name, words in experts.items() if name != chair],
        "host": _name(alliance, secretariat.host if secretariat else None),
        "head": secretariat.head if secretariat else None,
        "staff": secretariat.full_time_staff if secretariat else None,
    }


def _expert(expert: Specialist) -> tuple[str, str, str | None]:
    return expert.name, expert.unit, expert.title


def _council(council: Council | None, tongue: Tongue) -> Values:
    return {
        "council_years": council.term_years if council else None,
        "meetings": council.meetings_per_year if council else None,
        "votes": council.votes if council else None,
        "quorum": tongue.attending(council.quorum) if council else None,
        "passing": tongue.majority(council.pass_) if council else None,
        "special_passing": tongue.majority(council.special_pass) if council else None,
        "special_matters": council.special_matters if council else (),
    }


def _agreement(agreement: Agreement, parties: int) -> Values:
    copies, dispute = agreement.counterparts, agreement.dispute
    return {
        "effect": agreement.effect,
        "signed_on": agreement.signed_on,
        "effective_on": agreement.effective_on,
        "core_signers": agreement.core_signers,
        "parties": parties,
        "execution": agreement.execution,
        "per_party": copies.per_party if copies else None,
        "secretariat_copies": copies.secretariat if copies else 0,
        "bureau_copies": copies.bureau if copies else 0,
        "total": copies.per_party * parties + copies.secretariat + copies.bureau if copies else None,
        "secrecy": agreement.secrecy_years,
        "exit_days": agreement.exit_notice_days,
        "damages": agreement.liquidated_damages_percent,
        "dispute": dispute.mode if dispute else None,
        "institution": dispute.institution if dispute else None,
        "place": dispute.place if dispute else None,
        "consultation_days": dispute.consultation_days if dispute else None,
        "extra_articles": agreement.extra_articles,
    }
