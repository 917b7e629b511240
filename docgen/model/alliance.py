"""The alliance file: one alliance, its members, goals, tasks, money, mechanisms, organs and agreement.

A section or a fact that may still be missing in a draft is ``None`` or empty here; whether it may be missing in a
final paper is a rule of the programme, not of the model.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from pydantic import Field

from docgen.model.agreement import Agreement
from docgen.model.award import Assessment, Grant, Opinion, Recognition
from docgen.model.life import (
    Demonstration,
    Experience,
    MemberChange,
    Officer,
    PublicNotice,
    Review,
    Revision,
    SupportCase,
    Visit,
)
from docgen.model.values import Amount, Count, Day, Flag, Key, Number, Record, Share, Text, Year, YearMonth

Route = Literal["guided", "voluntary"]
Form = Literal["contractual", "entity", "hybrid"]
EntityKind = Literal["social_org", "private_nonenterprise", "company"]
MemberKind = Literal["enterprise", "university", "institute", "intermediary", "association"]
Seat = Literal["chair", "vice_chair", "director", "member"]
Level = Literal["municipal", "provincial", "national"]
TaskKind = Literal["joint_rd", "platform", "transfer", "talent", "openness"]


SEVERAL_ONLY = "several_only"
"""In the place of the member that is liable to third parties: there is none, and each answers for itself."""


class Term(Record):
    """The term of the agreement: its first day and its length in years."""

    start: Day
    years: int = Field(ge=1, le=50)

    @property
    def last_day(self) -> date:
        """The last day of the term: the day before its anniversary (民法典 201–203)."""
        end = self.start.year + self.years
        leap = (self.start.month, self.start.day) == (2, 29)
        return (date(end, 3, 1) if leap else self.start.replace(year=end)) - timedelta(days=1)


class Profile(Record):
    """What the alliance is (联盟概况).

    ``external_liability`` is the id of the member that is liable to third parties, or ``SEVERAL_ONLY``.
    """

    name: Text
    short_name: Text | None = None
    english_name: Text | None = None
    industry: Text | None = None
    route: Route | None = None
    form: Form | None = None
    entity_kind: EntityKind | None = None
    external_liability: Key | None = None
    direction: Text | None = None
    background: Text | None = None
    term: Term | None = None
    prepared_on: Day | None = None


class Contact(Record):
    """Whom to call at a member."""

    name: Text
    phone: Text | None = None
    email: Text | None = None


class Signatory(Record):
    """Who signs in place of the legal representative, and by which letter of authority (民法典 165)."""

    name: Text
    title: Text | None = None
    authorization_no: Text | None = None


class Platform(Record):
    """A research body of a member (研发机构), with the level that recognised it."""

    name: Text
    kind: Literal[
        "engineering_centre", "enterprise_technology_centre", "engineering_laboratory", "key_laboratory", "other"
    ]
    level: Level
    approval_no: Text | None = None


class Contribution(Record):
    """What a member brings: money and in kind in the file's unit of money, staff in persons."""

    cash: Amount = Decimal(0)
    in_kind: Amount = Decimal(0)
    staff: Count = 0
    note: Text | None = None


class ExistingRight(Record):
    """Intellectual property that a member brings into the alliance (已有知识产权), and on what terms it may be used."""

    name: Text
    kind: Literal["patent", "application", "copyright", "know_how", "other"]
    number: Text | None = None
    terms: Text | None = None


class Equipment(Record):
    """Equipment that a member opens to the others (开放共享的仪器设备); ``amount`` is its value in the file's unit."""

    name: Text
    quantity: int = Field(default=1, ge=1)
    amount: Amount | None = None
    terms: Text | None = None


class Member(Record):
    """One party of the alliance (成员单位)."""

    id: Key
    name: Text
    english_name: Text | None = None
    former_names: tuple[Text, ...] = ()
    kind: MemberKind
    core: Flag = False
    state_owned: Flag = False
    seat: Seat = "member"
    uscc: Text | None = None
    org_code: Text | None = None
    legal_representative: Text | None = None
    signatory: Signatory | None = None
    contact: Contact | None = None
    address: Text | None = None
    service_address: Text | None = None
    platforms: tuple[Platform, ...] = ()
    contribution: Contribution | None = None
    existing_ip: tuple[ExistingRight, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    rights: tuple[Text, ...] = ()
    duties: tuple[Text, ...] = ()


class Indicator(Record):
    """A measurable goal: from ``baseline`` to ``target`` by a month."""

    kind: Literal[
        "patent", "standard", "product", "talent", "paper", "software", "platform", "project", "revenue", "other"
    ]
    name: Text
    baseline: Number
    target: Number
    unit: Text
    by: YearMonth


class Objectives(Record):
    """The main goals (主要目标)."""

    summary: Text
    indicators: tuple[Indicator, ...] = ()


class Milestone(Record):
    """What a task has reached by the end of a month."""

    by: YearMonth
    text: Text


class Task(Record):
    """One task (工作任务): who leads, who takes part, from which month to which, for how much money."""

    id: Key
    title: Text
    kind: TaskKind
    lead: Key
    partners: tuple[Key, ...] = ()
    start: YearMonth
    end: YearMonth
    content: Text
    milestones: tuple[Milestone, ...] = ()
    deliverables: tuple[Text, ...] = ()
    budget: Amount


class FundSource(Record):
    """Money from one source, year by year, in the file's unit; the source is a member id or one of three words."""

    source: Key
    label: Text | None = None
    amounts: dict[Year, Amount]


class FundUse(Record):
    """What money is spent on, in the file's unit."""

    item: Text
    amount: Amount


class Investment(Record):
    """The money of the plan (科研投入); ``unit`` is how many yuan one unit is (10000 for 万元)."""

    currency: Literal["CNY"] = "CNY"
    unit: Literal["1", "10000"] = "10000"
    sources: tuple[FundSource, ...] = ()
    uses: tuple[FundUse, ...] = ()


class Fee(Record):
    """What the members of a seat pay each year, in the file's unit of money."""

    seat: Seat
    amount: Amount


class Funds(Record):
    """How money is kept (资金管理); ``fees`` are those of ``annual_fee``."""

    option: Literal["none", "annual_fee", "project_contribution", "government"]
    host: Key | None = None
    fees: tuple[Fee, ...] = ()
    text: Text | None = None


class Projects(Record):
    """How projects are decided (项目管理)."""

    option: Literal["council_approval", "committee_approval", "lead_approval"]
    text: Text | None = None


class SharedInformation(Record):
    """How information is shared (信息资源共享)."""

    option: Literal["shared_directory", "shared_platform", "on_request"]
    text: Text | None = None


class Diffusion(Record):
    """How results spread (成果转化与扩散)."""

    option: Literal["members_first", "open_licence", "per_project"]
    text: Text | None = None


class IntellectualProperty(Record):
    """Who owns, uses and profits from new results, and who bears a failure (知识产权)."""

    ownership: Literal["developer", "joint_by_project", "by_contribution", "lead_unit", "entity", "commissioned"]
    member_use: Literal["free_internal", "preferential_licence", "market_licence", "project_only"]
    joint_exercise: Literal["each_alone", "all_consent"]
    improvements: Literal["improver_owns", "shared_on_terms", "option_licence"]
    income: Literal["by_contribution", "per_project", "equal"]
    risk: Literal["shared_equally", "by_input", "each_bears_own"]
    text: Text | None = None


class Mechanisms(Record):
    """The five mechanisms that part 四(五) of the plan asks for (合作机制)."""

    funds: Funds | None = None
    projects: Projects | None = None
    information: SharedInformation | None = None
    diffusion: Diffusion | None = None
    ip: IntellectualProperty | None = None


class Council(Record):
    """The council (理事会): its term, its meetings and how it votes."""

    term_years: int = Field(ge=1, le=10)
    meetings_per_year: int = Field(ge=1, le=12)
    votes: Literal["one_unit_one_vote", "by_contribution"]
    quorum: Share
    pass_: Share = Field(alias="pass")
    special_pass: Share
    special_matters: tuple[Text, ...] = ()


class Specialist(Record):
    """A member of the expert committee."""

    name: Text
    unit: Text
    title: Text | None = None


class ExpertCommittee(Record):
    """The expert committee (专家技术委员会)."""

    chair: Text
    members: tuple[Specialist, ...] = ()


class Secretariat(Record):
    """The standing organ (常设机构, 秘书处) and the member that hosts it."""

    host: Key
    head: Text
    full_time_staff: Count


class Governance(Record):
    """The three organs (管理机构) and who guides them."""

    council: Council | None = None
    expert_committee: ExpertCommittee | None = None
    secretariat: Secretariat | None = None
    guided_by: tuple[Text, ...] = ()


class Translation(Record):
    """A text of the file and its English: every value that is just this text is so printed in English editions."""

    zh: Text
    en: Text


class Alliance(Record):
    """A whole alliance file."""

    docgen: Literal["1"]
    programme: Key
    profile: Profile = Field(alias="alliance")
    members: tuple[Member, ...] = ()
    objectives: Objectives | None = None
    tasks: tuple[Task, ...] = ()
    investment: Investment | None = None
    mechanisms: Mechanisms | None = None
    governance: Governance | None = None
    agreement: Agreement | None = None
    support_requested: tuple[Key, ...] = ()
    reviews: tuple[Review, ...] = ()
    revisions: tuple[Revision, ...] = ()
    joint_review: tuple[Opinion, ...] = ()
    public_notices: tuple[PublicNotice, ...] = ()
    grants: tuple[Grant, ...] = ()
    liaison: tuple[Officer, ...] = ()
    measures: tuple[SupportCase, ...] = ()
    visits: tuple[Visit, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    changes: tuple[MemberChange, ...] = ()
    recognition: Recognition | None = None
    demonstration: Demonstration | None = None
    experience: Experience | None = None
    english: tuple[Translation, ...] = ()

    def member(self, member_id: str) -> Member | None:
        """Return the member with that id, or nothing."""
        return next((member for member in self.members if member.id == member_id), None)
