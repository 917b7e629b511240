"""How many documents a second, against docxtpl, on the shipped templates and the sample alliance.

Run ``python benchmarks/render.py``. The engines take turns in one process, batch by batch, so that a slow moment of
the machine hits all of them; each figure is the median of its batches, a ratio the median of the rounds' ratios.
"""

import io
import statistics
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
import jinja2
from docxtpl import DocxTemplate
from rich.console import Console
from rich.table import Table

from docgen import documents, pipeline
from docgen.documents import Copy
from docgen.documents.plan import filters
from docgen.render import Template
from docgen.shipped import SAMPLES

SAMPLE = SAMPLES / "xiamen-2008" / "led.yaml"
KINDS = ("pilot-certificates", "evaluation-sheet", "agreement")
ROUNDS = 15
BATCH_SECONDS = 0.15

Engine = Callable[[Copy], bytes]


def main() -> None:
    """Print a table for each kind of document."""
    checked = pipeline.check(SAMPLE)
    if checked.alliance is None or checked.programme is None:
        raise SystemExit(f"{SAMPLE} cannot be read")
    copies = documents.plan(checked.alliance, checked.programme)
    known = dict(filters(checked.programme))
    papers = {kind: [copy for copy in copies if copy.kind == kind] for kind in KINDS}
    with TemporaryDirectory() as folder:
        papers["a table of 5,000 rows"] = [long_table(Path(folder), papers["agreement"][0])]
        run(papers, known)


def run(papers: dict[str, list[Copy]], known: dict[str, Callable[..., object]]) -> None:
    for kind, found in papers.items():
        of_kind = found if len(found) > 1 else varied(found[0])
        engines = {
            "docxtpl": naive(known),
            "docxtpl, Jinja compiled once": reused(of_kind[0].template, known),
            "docgen": ours(of_kind[0].template, known),
            "deflate alone": limit(of_kind[0], known),
        }
        show(kind, compare(engines, of_kind), len(engines["docgen"](of_kind[0])))


def long_table(folder: Path, copy: Copy) -> Copy:
    """A table of five thousand rows of four values, with the alliance's name above it."""
    whole = docx.Document()
    whole.add_paragraph("{{ alliance.name }}")
    table = whole.add_table(3, 4)
    table.cell(0, 0).text, table.cell(2, 0).text = "{%tr for row in rows %}", "{%tr endfor %}"
    for cell, name in zip(table.rows[1].cells, "abcd", strict=True):
        cell.text = f"{{{{ row.{name} }}}}"
    whole.save(folder / "table.docx")
    rows = [{"a": f"单位{number}", "b": number, "c": "A & B <检测>", "d": "x" * 20} for number in range(5_000)]
    return replace(copy, template=folder / "table.docx", context={"alliance": copy.context["alliance"], "rows": rows})


def varied(copy: Copy) -> list[Copy]:
    """The same paper of sixteen alliances, so that no document is the same as the one before."""
    alliance = copy.context["alliance"]
    names = (f"{alliance['name']}第{number}分会" for number in range(16))
    return [replace(copy, context={**copy.context, "alliance": {**alliance, "name": name}}) for name in names]


def naive(known: dict[str, Callable[..., object]]) -> Engine:
    """docxtpl as its documentation shows it."""

    def render(copy: Copy) -> bytes:
        environment = jinja2.Environment(autoescape=True)
        environment.filters.update(known)
        return saved(DocxTemplate(copy.template), copy, environment)

    return render


def reused(template: Path, known: dict[str, Callable[..., object]]) -> Engine:
    """docxtpl with all kept that its interface lets one keep."""
    environment = Remembering(autoescape=True)
    environment.filters.update(known)
    whole = DocxTemplate(template)
    return lambda copy: saved(whole, copy, environment)


class Remembering(jinja2.Environment):
    """An environment that compiles the same source once."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._known: dict[str, jinja2.Template] = {}

    def from_string(self, source: Any, *_: Any, **__: Any) -> jinja2.Template:
        if source not in self._known:
            self._known[source] = super().from_string(source)
        return self._known[source]


def saved(template: DocxTemplate, copy: Copy, environment: jinja2.Environment) -> bytes:
    template.render(dict(copy.context), environment)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def ours(template: Path, known: dict[str, Callable[..., object]]) -> Engine:
    compiled = Template(template, filters=known)
    return lambda copy: compiled.render(copy.context, created=copy.date)


def limit(copy: Copy, known: dict[str, Callable[..., object]]) -> Engine:
    """What no engine can beat: the body's bytes deflated, beside the rest of the file as it is."""
    package = ours(copy.template, known)(copy)
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        body = archive.read("word/document.xml")
        rest = b"\0" * (len(package) - archive.getinfo("word/document.xml").compress_size)
    return lambda _: b"".join((rest, zlib.compress(body, 1, -15), zlib.crc32(body).to_bytes(4, "little")))


def compare(engines: dict[str, Engine], copies: list[Copy]) -> dict[str, list[float]]:
    """Return for each engine its seconds per document in each round."""
    turns = {name: cycle(copies) for name in engines}
    sizes = {name: batch_size(engine, copies) for name, engine in engines.items()}
    seconds: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(ROUNDS):
        for name, engine in engines.items():
            seconds[name].append(timed(engine, islice(turns[name], sizes[name])) / sizes[name])
    return seconds


def batch_size(engine: Engine, copies: list[Copy]) -> int:
    timed(engine, iter(copies[:2]))
    return max(2, int(BATCH_SECONDS / timed(engine, iter(copies[:1]))))


def timed(engine: Engine, copies: Iterator[Copy]) -> float:
    start = time.perf_counter()
    for copy in copies:
        engine(copy)
    return time.perf_counter() - start


def show(kind: str, seconds: dict[str, list[float]], size: int) -> None:
    table = Table(title=f"{kind}: {size:,} bytes", title_justify="left")
    for heading in ("engine", "documents/s", "quartiles", "times docxtpl"):
        table.add_column(heading, justify="left" if heading == "engine" else "right")
    first = next(iter(seconds.values()))
    for name, each in seconds.items():
        low, middle, high = (1 / figure for figure in reversed(statistics.quantiles(each, n=4)))
        ratio = statistics.median(theirs / mine for theirs, mine in zip(first, each, strict=True))
        table.add_row(name, f"{middle:,.0f}", f"{low:,.0f}–{high:,.0f}", f"{ratio:,.1f}")
    Console().print(table)


if __name__ == "__main__":
    main()
