"""A hundred thousand documents into an archive and into a folder: how fast, and whether memory stays flat.

Run ``python benchmarks/streaming.py``, with ``--write`` to renew its section of docs/benchmarks.md; another number of
documents may be given first. Resident memory is read after a tenth and at the end.
"""

import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import dialects
from report import publish, table

from docgen.render import Template, to_folder, to_zip

PAPER = "certificate"
PER_FOLDER = 1_000


def main() -> None:
    number = next((int(word) for word in sys.argv[1:] if word.isdigit()), 100_000)
    template = Template(dialects.template(PAPER, dialects.Jinja()))
    with TemporaryDirectory() as folder:
        place = Path(folder)
        rows = [
            measured("into an archive", number, template, lambda documents: to_zip(place / "all.zip", documents)),
            measured("into a folder", number, template, lambda documents: sum(1 for _ in to_folder(place, documents))),
        ]
    headings = ["certificates, one page", "number", "a second", "MB after a tenth", "MB at the end"]
    publish("streaming", table(headings, rows))


def measured(
    what: str, number: int, template: Template, write: Callable[[Iterator[tuple[str, bytes]]], int]
) -> list[str]:
    early = 0

    def documents() -> Iterator[tuple[str, bytes]]:
        nonlocal early
        for each in range(number):
            if each == number // 10:
                early = memory()
            yield f"{each // PER_FOLDER}/{each}.docx", template.render(dialects.values(PAPER, each))

    start = perf_counter()
    made = write(documents())
    speed = made / (perf_counter() - start)
    return [what, f"{made:,}", f"{speed:,.0f}", f"{early:,}", f"{memory():,}"]


def memory() -> int:
    """The most memory that the process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
