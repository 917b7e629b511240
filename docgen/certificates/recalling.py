"""What an issue of certificates was, as its manifest keeps it, so that the papers can be made again and compared."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Self

from docgen.certificates.marks import DUPLICATE
from docgen.documents import Copy, Issue, Issued


@dataclass(frozen=True)
class Recall:
    """An issue as it was made: what the names of its files end in, the size that was asked for, if one was.

    ``duplicates``: each certificate has a second one beside it that is marked as such.
    """

    issue: Issue
    suffix: str = ""
    size: tuple[float, ...] | None = None
    duplicates: bool = False

    @classmethod
    def of(cls, order: Mapping[str, Any]) -> Self | None:
        """Return the issue that an order in a manifest was, if it was one."""
        kept = order.get("certificates")
        if not kept:
            return None
        papers = {
            member: Issued(number, date.fromisoformat(again) if again else None)
            for member, (number, again) in kept["papers"].items()
        }
        issue, size = Issue(kept["sort"], kept["basis"], papers), kept["size"] and tuple(kept["size"])
        return cls(issue, kept["suffix"], size, kept.get("duplicates", False))

    def kept(self) -> dict[str, Any]:
        """Return the issue as a manifest keeps it."""
        papers = {
            member: [paper.number, paper.reissued_on and str(paper.reissued_on)]
            for member, paper in self.issue.papers.items()
        }
        return {
            "sort": self.issue.sort,
            "basis": self.issue.basis,
            "papers": papers,
            "suffix": self.suffix,
            "size": self.size,
            "duplicates": self.duplicates,
        }

    def printed(self, copies: Iterable[Copy]) -> Iterator[Copy]:
        """Yield the papers by their names, and after each certificate its duplicate, if there is one."""
        for copy in map(self.named, copies):
            yield copy
            if self.duplicates and "member" in copy.context:
                yield _duplicate(copy)

    def named(self, copy: Copy) -> Copy:
        """Name a paper by its number or its notice, so that no later issue takes it for a paper of its own."""
        member = copy.context.get("member")
        if member is None:
            name = f"list-{file_name(self.issue.basis)}"
            return replace(copy, kind=f"{copy.kind} {name}", path=PurePosixPath(name))
        name = f"{file_name(member['certificate']['number'])}{self.suffix}"
        size = (self.size[0], self.size[1]) if self.size else None
        return replace(copy, kind=f"{copy.kind} {name}", path=PurePosixPath(name), size=size)


def _duplicate(copy: Copy) -> Copy:
    """Return a certificate marked as a duplicate, beside its number."""
    member = copy.context["member"]
    marked = member["certificate"] | {"number": f"{member['certificate']['number']}{DUPLICATE}"}
    context = {**copy.context, "member": member | {"certificate": marked}}
    name = copy.path.with_name(f"{copy.path.name}{DUPLICATE}")
    return replace(copy, kind=f"{copy.kind}{DUPLICATE}", path=name, context=context)


def file_name(number: str) -> str:
    """Return a number as the name of a file."""
    return number.translate({ord(character): "-" for character in '/\\:*?"<>|'})
