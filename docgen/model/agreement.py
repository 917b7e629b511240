"""What the parties chose for their agreement: effect, signatures, originals, secrecy, disputes, own articles."""

from typing import Literal

from pydantic import Field

from docgen.model.values import Count, Day, Number, Record, Text


class Counterparts(Record):
    """How many originals of the agreement: to each party, to the secretariat, to the bureau."""

    per_party: int = Field(ge=1, le=20)
    secretariat: Count = 0
    bureau: Count = 0


class Dispute(Record):
    """Where a dispute goes after days of consultation: to one arbitration institution, or to the courts of a place."""

    mode: Literal["arbitration", "litigation"]
    institution: Text | None = None
    place: Text | None = None
    consultation_days: int = Field(default=30, ge=1, le=365)


class ExtraArticle(Record):
    """An article that the members add themselves."""

    title: Text
    text: Text


class Agreement(Record):
    """What the parties chose for their agreement (协议约定).

    ``core_signers`` is how many must have signed, the chair among them, where it takes ``effect`` among those first.
    """

    signed_at: Text | None = None
    signed_on: Day | None = None
    effect: Literal["all_signed", "core_signed", "on_date", "on_approval"] | None = None
    effective_on: Day | None = None
    core_signers: int | None = Field(default=None, ge=2, le=200)
    execution: Literal["signature_and_seal", "signature_or_seal"] = "signature_and_seal"
    counterparts: Counterparts | None = None
    secrecy_years: int | Literal["until_public"] | None = None
    exit_notice_days: int | None = Field(default=None, ge=1, le=730)
    liquidated_damages_percent: Number | None = Field(default=None, ge=0, le=100)
    dispute: Dispute | None = None
    extra_articles: tuple[ExtraArticle, ...] = ()
