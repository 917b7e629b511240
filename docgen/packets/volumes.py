"""The packets of a round: one for each expert, one for the archive of each alliance, or those that are asked for."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from docgen.assemble import Protection
from docgen.diagnostics import Wording
from docgen.errors import InputError
from docgen.model import Round
from docgen.programme import Sort

_ORIGINAL, _DUPLICATE = "正本", "副本"
_FOLDERS: dict[Sort, str] = {"expert": "experts", "archive": "archive"}
_NO_EXPERT = Wording("评审会里没有专家“{id}”", "there is no expert “{id}” in the round")
_NO_ALLIANCE = Wording("评审会里没有联盟“{id}”", "there is no alliance “{id}” in the round")
_THERE_ARE = Wording("可以写：{names}", "there are: {names}")
_NOBODY = Wording(
    "没有要装的册：这些专家都不评审这些联盟",
    "no packet to make: none of these experts reviews these alliances",
)
_ASK_LESS = Wording("查对回避和分工，或者少写几个选项", "see recusals and assignments, or ask with fewer options")


@dataclass(frozen=True)
class Order:
    """Which packets of a round are wanted, and how.

    ``experts`` and ``alliances`` are ids (none: all); with ``alliances``, or ``apart``, each alliance is a packet of
    its own. ``sorts`` are those wanted. ``copies`` of each: the first is the original (正本), the others are duplicates
    (副本). ``anonymous`` ones name no expert, ``archival`` ones are PDF/A-2b. ``templates`` is a folder that is
    searched for programmes before ours.
    """

    experts: Collection[str] = ()
    alliances: Collection[str] = ()
    sorts: Collection[Sort] = ("expert", "archive")
    apart: bool = False
    copies: int | None = None
    anonymous: bool = False
    protection: Protection | None = None
    archival: bool = False
    templates: Path | None = None

    @property
    def whole(self) -> bool:
        """Whether all packets of the sorts are wanted."""
        return not (self.experts or self.alliances)


@dataclass(frozen=True)
class Volume:
    """One packet: its path without ending, its sort, its expert (if it is one's) and its alliances by their ids."""

    path: str
    sort: Sort
    expert: str | None
    alliances: tuple[str, ...]


def volumes(review: Round, order: Order) -> list[Volume]:
    """Return the packets of a round that are wanted. Raises InputError for unknown ids, and where there is none."""
    known = [application.id for application in review.alliances]
    _refuse_unknown(order.experts, [expert.id for expert in review.experts], _NO_EXPERT)
    _refuse_unknown(order.alliances, known, _NO_ALLIANCE)
    alliances = [name for name in known if not order.alliances or name in order.alliances]
    found = list(_volumes(review, alliances, order))
    if not found:
        raise InputError(_NOBODY, _ASK_LESS)
    return found


def marks(copies: int | None) -> Iterator[tuple[str, str]]:
    """Yield for each copy what its file name adds to that of its packet, and what its cover says."""
    if copies is None:
        yield "", ""
        return
    for number in range(1, copies + 1):
        yield f"-{number}", f"{_ORIGINAL if number == 1 else _DUPLICATE}　第{number}号"


def _volumes(review: Round, alliances: Sequence[str], order: Order) -> Iterator[Volume]:
    if "expert" in order.sorts:
        yield from _of_experts(review, alliances, order)
    if "archive" in order.sorts and not order.experts:
        for name in alliances:
            yield Volume(f"{_FOLDERS['archive']}/{name}", "archive", None, (name,))


def _of_experts(review: Round, alliances: Sequence[str], order: Order) -> Iterator[Volume]:
    """Yield the packets of experts; those with one alliance each in the order of the alliances, which share files."""
    experts = [expert.id for expert in review.experts if not order.experts or expert.id in order.experts]
    theirs = {
        expert: [name for name in alliances if any(one.id == expert for one in review.reviewers(name))]
        for expert in experts
    }
    folder = _FOLDERS["expert"]
    if order.apart or order.alliances:
        for name in alliances:
            for expert in (expert for expert in experts if name in theirs[expert]):
                yield Volume(f"{folder}/{expert}/{name}", "expert", expert, (name,))
        return
    for expert in experts:
        if theirs[expert]:
            yield Volume(f"{folder}/{expert}", "expert", expert, tuple(theirs[expert]))


def _refuse_unknown(names: Collection[str], known: Sequence[str], message: Wording) -> None:
    for name in names:
        if name not in known:
            close = get_close_matches(name, known, n=1) or known
            raise InputError(message.fill(id=name), _THERE_ARE.fill(names="、".join(close)))
