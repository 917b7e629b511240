"""Where the values stand that the papers of a round print: in the round file, or in the file of an alliance."""

from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any, Final

from docgen import source
from docgen.consistency.places import Path, Place, Places
from docgen.documents import Copy
from docgen.programme import Programme

_SECTIONS: Final[Mapping[str, str]] = {
    "result": "scores",
    "opinion": "opinions",
    "demands": "opinions",
    "advice": "scores",
    "joint": "joint_review",
    "agencies": "joint_review",
    "admitted": "joint_review",
    "reviewers": "experts",
    "recused": "recusals",
}
"""What an application's values are made from, in the round file."""

_OF_PROGRAMME: Final[Mapping[str, Path]] = {
    "criteria": ("evaluation", "criteria"),
    "conclusions": ("evaluation", "conclusions"),
    "rules": ("review",),
    "agenda": ("review", "agenda"),
    "fields": ("evaluation",),
}
"""What stands in the programme, and where."""


class RoundPlaces(Places):
    """Finds the places of the values that one paper of a round prints.

    ``files`` are those of the alliances, in the order of the round and by their ids there.
    """

    def __init__(
        self,
        read: source.Source,
        programme: Programme,
        copy: Copy,
        order: FilePath,
        *,
        files: Mapping[str, source.Source],
    ) -> None:
        super().__init__(read, programme, copy, order)
        self._files = files

    def in_file(self, path: Path) -> Place:
        """Return where a value stands: in the round file, in the programme, or in the file of an alliance."""
        match path:
            case ("applications", int(number), *rest):
                return self._of_application(list(self._files)[number], tuple(rest))
            case ("application", *rest):
                return self._of_application(self._own, tuple(rest))
            case ("expert" | "leader" as role, *rest):
                return super().in_file(("experts", self._expert(self._copy.context[role]), *rest))
            case (str(key), *rest) if key in _OF_PROGRAMME:
                read, at = self._programme.folders.read("programme.yaml"), (*_OF_PROGRAMME[key], *rest)
                return Place(key, read.locate(at), computed=len(read.resolve(at)) < len(at))
            case (str(key), *_) if key not in self._read.values and self._own:
                return self._of_alliance(self._own, path)
        return super().in_file(path)

    @property
    def _own(self) -> str:
        """The id of the alliance that the paper is about; empty where it is about all."""
        return str(self._copy.context.get("application", {}).get("id", ""))

    def _expert(self, expert: Any) -> int:
        ids = [each["id"] for each in self._read.values["experts"]]
        return ids.index(expert["id"])

    def _of_application(self, name: str, path: Path) -> Place:
        """Return where a value of an application stands: what was said of it in the round, or its own file."""
        number = list(self._files).index(name)
        if path and path[0] in {"attachments", "checklist"}:
            return super().in_file(("alliances", number, "attachments", *path[1:]))
        section = _SECTIONS.get(str(path[0])) if path else None
        if section is None:
            return self._of_alliance(name, path)
        said = [n for n, each in enumerate(self._read.values.get(section) or ()) if each.get("alliance") == name]
        match path:
            case ("joint", int(bureau), *rest) | ("agencies", int(bureau), "opinion", *rest) if bureau < len(said):
                return super().in_file((section, said[bureau], *rest))
            case ("demands", int(demand), *_) if said:
                return super().in_file((section, said[0], "must_change", demand))
            case (_, *rest) if said:
                return super().in_file((section, said[0], *rest))
        return super().in_file((section,))

    def _of_alliance(self, name: str, path: Path) -> Place:
        file = self._files[name]
        if path[:1] == ("chair",):
            seats = [member.get("seat") for member in file.values["members"]]
            path = ("members", seats.index("chair"), *path[1:])
        return Places(file, self._programme, self._copy, self._order).in_file(path)
