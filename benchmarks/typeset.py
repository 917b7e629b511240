"""How long Word files take to become PDF, here and in LibreOffice at its best: the same files in the same run.

Run ``python benchmarks/typeset.py [--write]``. Every file is another one. At its best LibreOffice gets all files of a
kind in one go, many for each start, in two processes; so do we. Certificates also go together on plates, as issuing
does it. The two engines take turns; figures are medians of the rounds, ratios those within a round. Two or three
minutes.
"""

import io
import os
import shutil
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path[:0] = [str(Path(__file__).parents[1])]

from lxml import etree
from report import publish, table

from docgen import documents, pipeline
from docgen.documents.plan import filters
from docgen.render import Template
from docgen.shipped import SAMPLES
from docgen.typeset import office, typeset, typeset_together
from docgen.typeset.office import Foreign

SAMPLE = SAMPLES / "xiamen-2008" / "led.yaml"
DAY = date(2009, 1, 2)
PLATE = 50
CERTIFICATE, TEN_PAGES = "certificate", "agreement, its first ten pages"
KINDS = {CERTIFICATE: 200, TEN_PAGES: 40, "agreement": 12, "work-plan": 16}  # how many files of each
TEN_PAGES_OF_BLOCKS = 110
ROUNDS = 3
PROCESSES = 2

Ways = dict[str, Callable[[list[bytes]], object]]


def main() -> None:
    """Print the table."""
    rows = []
    with ProcessPoolExecutor(PROCESSES) as pool:
        list(pool.map(pages, [files(CERTIFICATE, 1)[0]] * 8))  # the fonts are read once in each process
        for kind, count in KINDS.items():
            rounds = [files(kind, count, first=count * turn) for turn in range(ROUNDS)]  # no engine meets a file twice
            ways = {**ours(pool, kind), "LibreOffice, two processes": at_its_best, "LibreOffice, one cold call": cold}
            rows += compared(f"{kind}, {pages(files(kind, 1, first=count * ROUNDS)[0])} pp.", rounds, ways)
    heads = ["", "engine", "ms a file", "LibreOffice at its best takes", "a cold call takes"]
    publish("typeset-speed", table(heads, rows))


def files(kind: str, count: int, *, first: int = 0) -> list[bytes]:
    """Papers of the sample, each with another name in it: certificates of members, the others of alliances."""
    alliance, programme = pipeline.check(SAMPLE).cleared()
    name = {CERTIFICATE: "pilot-certificates", TEN_PAGES: "agreement"}.get(kind, kind)
    copy = documents.plan(alliance, programme, only=[name], as_of=DAY)[0]
    template, about = (
        Template(copy.template, filters=filters(programme)),
        "member" if kind == CERTIFICATE else "alliance",
    )
    known = copy.context[about]
    named = ({**known, "name": f"{known['name']}第{number}分会"} for number in range(first, first + count))
    made = [template.render({**copy.context, about: each}, created=copy.date) for each in named]
    return [beginning(file) for file in made] if kind == TEN_PAGES else made


def beginning(file: bytes) -> bytes:
    """Return a DOCX with as many of its paragraphs as fill ten pages."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as whole, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as part:
        for entry in whole.infolist():
            content = whole.read(entry)
            if entry.filename == "word/document.xml":
                root = etree.fromstring(content)
                for element in root[0][TEN_PAGES_OF_BLOCKS:-1]:
                    root[0].remove(element)
                content = etree.tostring(root)
            part.writestr(entry.filename, content)
    return made.getvalue()


def ours(pool: ProcessPoolExecutor, kind: str) -> Ways:
    ways: Ways = {
        "docgen, one process": one_by_one,
        "**docgen, two processes**": partial(shared, pool),
    }
    return {**ways, "**docgen, on plates**": on_plates} if kind == CERTIFICATE else ways


def one_by_one(made: Sequence[bytes]) -> int:
    return sum(1 for _ in typeset(made, created=DAY))


def pages(file: bytes) -> int:
    return next(iter(typeset([file], created=DAY))).pages


def shared(pool: ProcessPoolExecutor, made: Sequence[bytes]) -> int:
    return sum(pool.map(one_by_one, [made[place::PROCESSES] for place in range(PROCESSES)]))


def on_plates(made: Sequence[bytes]) -> int:
    plates = (made[start : start + PLATE] for start in range(0, len(made), PLATE))
    return sum(len(typeset_together(plate, created=DAY).sheets) for plate in plates)


def at_its_best(made: Sequence[bytes]) -> int:
    return sum(1 for _ in office.convert([Foreign(".docx", file) for file in made]))


def cold(made: Sequence[bytes]) -> None:
    """Convert the first file alone, with a profile that LibreOffice has made before."""
    program = shutil.which("soffice")
    assert program is not None
    with TemporaryDirectory() as folder:
        paper = Path(folder, "paper.docx")
        paper.write_bytes(made[0])
        command = [
            program,
            f"-env:UserInstallation={PROFILE.as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
        ]
        subprocess.run([*command, folder, str(paper)], check=True, capture_output=True, env=dict(os.environ))


def compared(name: str, rounds: list[list[bytes]], ways: Ways) -> list[list[str]]:
    """Return a row for each way: milliseconds a file, and how many times as long LibreOffice takes."""
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for made in rounds:
        for way, run in ways.items():
            start = time.perf_counter()
            run(made)
            taken[way].append((time.perf_counter() - start) * 1000 / (1 if run is cold else len(made)))
    best, alone = list(taken.values())[-2:]
    return [
        [name if not place else "", way, f"{statistics.median(each):,.1f}", ratio(best, each), ratio(alone, each)]
        for place, (way, each) in enumerate(taken.items())
    ]


def ratio(theirs: list[float], own: list[float]) -> str:
    return f"{statistics.median(one / other for one, other in zip(theirs, own, strict=True)):.1f}×"


if __name__ == "__main__":
    with TemporaryDirectory() as kept:
        PROFILE = Path(kept, "profile")
        cold(files(CERTIFICATE, 1))  # LibreOffice makes its profile
        main()
