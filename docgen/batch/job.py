"""What a batch is made of: plans of lots, lots of jobs; and what is remembered of a job that was done."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import PurePosixPath
from typing import Any

from docgen.publish import Desk, Filed, Place
from docgen.publish.shelf import STATE
from docgen.publish.stores import Store


@dataclass(frozen=True)
class Product:
    """What a work made: files that lie on the shelf, what it read (:mod:`docgen.render.reading`), and notes for people.

    ``notes`` are kept with the record: text, numbers, lists and dictionaries by text only. ``aside`` are files for
    whoever binds the lot, which are not published.
    """

    files: tuple[Filed, ...]
    reads: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)
    aside: tuple[Filed, ...] = ()


Work = Callable[[Desk], Product]
"""Makes files on a desk, in whichever process it is sent to."""

Binding = Callable[[Desk, Sequence[Product]], Product]
"""Makes files of what all jobs of a lot have made, in their order."""


@dataclass(frozen=True)
class Job:
    """One thing to make.

    ``name`` is unique in its folder, ``wanted`` are the paths of its files. ``recipe`` is all that goes into it beside
    the values, as a digest by name; ``values`` are those that the work may read.
    """

    name: str
    wanted: tuple[str, ...]
    work: Work = field(repr=False)
    recipe: Mapping[str, str] = field(repr=False)
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Lot:
    """The jobs of one output folder.

    Their files appear together, all or none, or each as soon as it is finished if not ``together``. ``count`` is how
    many jobs there are. The manifest names the digest ``data``, the program ``tool``, and the ``order`` by which they
    can be made again; without a ``tool`` there is no manifest. Earlier files of the same kinds are removed if these are
    all jobs of their kinds (``complete``). Jobs that are not ``remembered`` are done each time. ``binding`` makes
    something of all of them before they appear. ``about`` is whatever whoever planned the lot wants back with events.
    """

    place: Place
    jobs: Iterable[Job]
    count: int
    data: str = ""
    tool: str = ""
    order: Mapping[str, Any] = field(default_factory=dict)
    together: bool = True
    complete: bool = True
    remembered: bool = True
    binding: Binding | None = None
    about: Any = None


@dataclass(frozen=True)
class Plan:
    """A lot that is yet to be planned: its name for people, and what plans it; it may raise DocgenError."""

    name: str
    make: Callable[[], Lot]


@dataclass(frozen=True)
class Record:
    """What is remembered of a job that was done: what went into it, what it read, what it made."""

    recipe: Mapping[str, str]
    product: Product

    @classmethod
    def read(cls, store: Store, name: str) -> "Record | None":
        """Return the record of a job, if there is one that can be read."""
        try:
            kept = json.loads(store.read(_file(name)))
            files = tuple(Filed(**filed) for filed in kept["files"])
            return cls(kept["recipe"], Product(files, kept["reads"], kept["notes"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def keep(self, store: Store, name: str) -> None:
        """Write the record of a job down."""
        made = self.product
        kept = {
            "recipe": self.recipe,
            "files": [asdict(filed) for filed in made.files],
            "notes": made.notes,
            "reads": made.reads,
        }
        store.write(_file(name), (json.dumps(kept, ensure_ascii=False, indent=0) + "\n").encode())


def forget(store: Store, kept: Iterable[Filed]) -> None:
    """Remove the records of jobs none of whose files is among those that are kept."""
    paths = {filed.path for filed in kept}
    for file in store.names(_RECORDS):
        record = Record.read(store, str(PurePosixPath(file).relative_to(_RECORDS).with_suffix("")))
        if record is None or not any(filed.path in paths for filed in record.product.files):
            store.remove(file)


_RECORDS = f"{STATE}/records"


def _file(name: str) -> str:
    return f"{_RECORDS}/{name}.json"
