"""Papers made on the way are published together, all or none; and one file is written whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from docgen.publish.manifest import NO_ORDER, Entry
from docgen.publish.shelf import Shelf
from docgen.publish.stores import Folder


@dataclass(frozen=True)
class Paper:
    """One file to publish: where it goes within the output folder, its bytes, and what it was made from."""

    path: PurePosixPath
    content: bytes
    kind: str
    template: str


def write(path: Path, content: bytes) -> None:
    """Write one file so that it is either the old one or the new one, never half of it."""
    Folder(path.parent).write(path.name, content)


def publish(
    papers: Iterable[Paper], folder: Path, *, data: str, tool: str, order: Mapping[str, Any] = NO_ORDER
) -> list[Entry]:
    """Write the papers and the manifest into ``folder``; return the papers' entries in order of path.

    ``papers`` may be made on the way: nothing in ``folder`` changes before the last one is there, and whatever stops
    the work leaves the folder as it was. Earlier papers of the same kind and format that are not made any more are
    removed, unless they were changed by hand. Raises DocgenError for a path outside the folder, for two papers of one
    path, and where the disk refuses.
    """
    with Shelf(Folder(folder), settled=False).opened() as shelf:
        try:
            files = [
                shelf.desk.put(str(paper.path), paper.content, kind=paper.kind, template=paper.template)
                for paper in papers
            ]
            return shelf.commit(files, data=data, tool=tool, order=order)
        finally:
            shelf.clear()
