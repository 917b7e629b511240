"""How many documents a second, against other template engines.

Run ``python benchmarks/render.py``, with ``--write`` to renew the tables in docs/benchmarks.md. The engines take turns
in one run, batch by batch, so that a slow moment of the machine hits all of them; a figure is the median of its
batches, a ratio the median of the rounds' ratios. Each document has values that none before it had.

Two tables: the shipped templates with the sample alliance against docxtpl, whose language is ours; and four papers
written in the language of each engine (dialects.py), for those that benchmarks/peers.py finds installed.
"""

import statistics
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import dialects
import peers
from report import publish, table

from docgen import documents, pipeline
from docgen.documents import Copy
from docgen.documents.plan import filters
from docgen.render import Template
from docgen.shipped import SAMPLES

SAMPLE = SAMPLES / "xiamen-2008" / "led.yaml"
KINDS = {"pilot-certificates": "certificate, 1 page", "evaluation-sheet": "evaluation sheet", "agreement": "agreement"}
ROUNDS = 15
BATCH_SECONDS = 0.15

Filters = dict[str, Callable[..., object]]
Seconds = dict[str, list[float]]


def main() -> None:
    publish("render-shipped", report({said: compare(shipped(kind)) for kind, said in KINDS.items()}))
    compared = {}
    with TemporaryDirectory() as folder:
        for paper in dialects.PAPERS:
            with peers.batches(paper, Path(folder)) as engines:
                compared[paper] = compare(engines)
    publish("render-peers", report(compared))


def shipped(kind: str) -> dict[str, peers.Batch]:
    """The engines for a shipped template, and the papers of an alliance under ever new names."""
    checked = pipeline.check(SAMPLE)
    if checked.alliance is None or checked.programme is None:
        raise SystemExit(f"{SAMPLE} cannot be read")
    copies = [copy for copy in documents.plan(checked.alliance, checked.programme) if copy.kind == kind]
    known = dict(filters(checked.programme))
    source = copies[0].template.read_bytes()
    ours = Template(source, filters=known)
    return {
        "docxtpl, a new object per document": batch(copies, peers.naive(source, known)),
        "docxtpl, Jinja compiled once": batch(copies, peers.reused(source, known)),
        "**docgen**": batch(copies, ours.render),
        peers.LIMIT: peers.deflating(ours.render(copies[0].context)),
    }


def batch(copies: list[Copy], render: Callable[..., bytes]) -> peers.Batch:
    papers = renamed(copies)

    def run(number: int) -> float:
        given = [copy.context for copy in islice(papers, number)]
        start = perf_counter()
        for context in given:
            render(context)
        return perf_counter() - start

    return run


def renamed(copies: list[Copy]) -> Iterator[Copy]:
    """The same papers of ever new alliances."""
    alliance = copies[0].context["alliance"]
    for number in count(1):
        for copy in copies:
            named = {**alliance, "name": f"{alliance['name']}第{number}分会"}
            yield replace(copy, context={**copy.context, "alliance": named})


def compare(engines: dict[str, peers.Batch]) -> Seconds:
    """Return for each engine its seconds per document in each round."""
    sizes = {name: max(2, int(BATCH_SECONDS / warm(engine))) for name, engine in engines.items()}
    seconds: Seconds = {name: [] for name in engines}
    for _ in range(ROUNDS):
        for name, engine in engines.items():
            seconds[name].append(engine(sizes[name]) / sizes[name])
    return seconds


def warm(engine: peers.Batch) -> float:
    engine(2)
    return engine(1)


def report(compared: dict[str, Seconds]) -> str:
    """The medians with their quartiles, in documents a second, and the ratio to the first engine."""
    names = dict.fromkeys(name for seconds in compared.values() for name in seconds)
    rows = [[name, *(cell(seconds, name) for seconds in compared.values())] for name in names]
    return table(["documents per second (quartiles; ratio)", *compared], rows)


def cell(seconds: Seconds, name: str) -> str:
    if name not in seconds:
        return "–"
    mine, first = seconds[name], next(iter(seconds.values()))
    low, middle, high = (f"{1 / each:,.0f}" for each in reversed(statistics.quantiles(mine, n=4)))
    ratio = statistics.median(theirs / own for theirs, own in zip(first, mine, strict=True))
    return f"{middle} ({low}–{high}; {ratio:,.3g}×)"


if __name__ == "__main__":
    main()
