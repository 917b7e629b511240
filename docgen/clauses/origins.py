"""Where in the alliance file the facts stand that a wording prints."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from docgen import text
from docgen.model.alliance import Alliance
from docgen.source.tree import Path

Origin = Path | Sequence[Path] | None
"""The path of a value; or of each member of a list that the file does not have as such."""

_PLACES: Mapping[str, str] = {
    "name": "alliance.name",
    "short_name": "alliance.short_name",
    "english_name": "alliance.english_name",
    "industry": "alliance.industry",
    "direction": "alliance.direction",
    "external": "alliance.external_liability",
    "start": "alliance.term.start",
    "years": "alliance.term.years",
    "summary": "objectives.summary",
    "indicators": "objectives.indicators",
    "funds_host": "mechanisms.funds.host",
    "funds_text": "mechanisms.funds.text",
    "fees": "mechanisms.funds.fees",
    "projects_text": "mechanisms.projects.text",
    "information_text": "mechanisms.information.text",
    "diffusion_text": "mechanisms.diffusion.text",
    "guided_by": "governance.guided_by",
    "host": "governance.secretariat.host",
    "head": "governance.secretariat.head",
    "staff": "governance.secretariat.full_time_staff",
    "council_years": "governance.council.term_years",
    "meetings": "governance.council.meetings_per_year",
    "quorum": "governance.council.quorum",
    "passing": "governance.council.pass",
    "special_passing": "governance.council.special_pass",
    "effective_on": "agreement.effective_on",
    "core_signers": "agreement.core_signers",
    "per_party": "agreement.counterparts.per_party",
    "secretariat_copies": "agreement.counterparts.secretariat",
    "bureau_copies": "agreement.counterparts.bureau",
    "secrecy": "agreement.secrecy_years",
    "exit_days": "agreement.exit_notice_days",
    "damages": "agreement.liquidated_damages_percent",
    "institution": "agreement.dispute.institution",
    "place": "agreement.dispute.place",
    "consultation_days": "agreement.dispute.consultation_days",
    "extra_articles": "agreement.extra_articles",
    # Made of several values: a change of what is printed is told, but no one key has it.
    "end": "alliance.term",
    "total": "agreement.counterparts",
    "committee_chair": "governance.expert_committee",
    "specialists": "governance.expert_committee",
    "vice_chairs": "members",
    "directors": "members",
}


@dataclass(frozen=True)
class Origins:
    """Where facts stand, by name."""

    places: Mapping[str, Origin] = field(default_factory=dict)

    def of(self, names: tuple[str, ...]) -> Origin:
        """Return where a fact, or what these names lead to in it, stands."""
        origin = self.places.get(names[0]) if names else None
        return (*origin, *names[1:]) if isinstance(origin, tuple) else origin

    def with_item(self, origin: Origin) -> "Origins":
        """Return these with the place of ``it``, the member of a list."""
        return replace(self, places={**self.places, "it": origin})


NONE = Origins()


def element(origin: Origin, number: int) -> Path | None:
    """Return where the ``number``-th member (from 0) of a list stands."""
    if isinstance(origin, tuple):
        return (*origin, number)
    return origin[number] if origin else None


def origins(alliance: Alliance) -> Origins:
    """Return where each fact of an alliance stands in its file."""
    places: dict[str, Origin] = {name: tuple(place.split(".")) for name, place in _PLACES.items()}
    members = list(enumerate(alliance.members))
    chairs = (("members", number, "name") for number, member in members if member.seat == "chair")
    places["chair"] = next(chairs, None)
    places["renamed"] = [("members", number) for number, member in members if member.former_names]
    organs, ip = alliance.governance, alliance.mechanisms.ip if alliance.mechanisms else None
    if organs and organs.council and organs.council.special_matters:
        places["special_matters"] = ("governance", "council", "special_matters")
    places["ip_text"] = [("mechanisms", "ip", "text")] * len(text.paragraphs(ip.text)) if ip else None
    return Origins(places)
