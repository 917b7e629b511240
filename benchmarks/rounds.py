"""How long the packets of a round take, against a plain pikepdf merge of the same pages and pypdf doing the same.

Run ``python benchmarks/rounds.py``: twenty alliances, each with an attachment of two hundred pages, and seven experts,
a packet for each pair. docgen itself makes the papers and what stands on the pages of the packets' own; then the same
files are bound by each engine, packet by packet in turns, in one process; times are those of the processor. The whole
command is timed with two processes; the peak of memory is that of a process which makes all packets, and of one which
makes the whole books (seven of some five thousand pages). ``--alliances``, ``--experts`` and ``--pages`` choose
otherwise.
"""

import argparse
import io
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import packet as single
from pikepdf import ObjectStreamMode, Pdf

from docgen import building, packets, pipeline
from docgen.assemble import Attachment, Frontispiece, Intake, Packet, assemble, attachments
from docgen.batch import Failed, Lot, Planned, crew
from docgen.packets import binding
from docgen.packets.binding import KEPT_PAGES
from docgen.packets.front import ROUND_COVER
from docgen.shipped import SAMPLES

SAMPLE = SAMPLES / "xiamen-2008" / "led.yaml"
EVERY = 7  # packets of which pypdf binds one
HEAD = """docgen: 1
programme: xiamen-2008
round: {id: 2008-9, title: 厦门市产业技术创新战略联盟评审会, held_on: 2008-12-05, place: 示例楼, host: 周样例,
  organiser: 厦门市科学技术局}
"""


def main() -> None:
    """Make a round, its papers and its packets, and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--alliances", type=int, default=20)
    parser.add_argument("--experts", type=int, default=7)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--memory", nargs=2, metavar=("ROUND", "FOLDER"))
    parser.add_argument("--apart", action="store_true")
    asked = parser.parse_args()
    if asked.memory:
        file, folder = map(Path, asked.memory)
        timed(file, folder, apart=asked.apart, jobs=1)
        print(f"{single.peak():.0f} MB")
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        file = convene(folder, asked.alliances, asked.experts, asked.pages)
        lot, seconds = timed(file, folder / "apart", apart=True, jobs=2)
        pages = sum(job_pages(lot).values())
        print(f"{lot.count} packets, {pages:,} pages, by two processes in {seconds:.1f} s, without the papers")
        compare(lot)
        for apart, target in ((True, "again"), (False, "books")):
            papers = Path(".docgen", "papers")
            shutil.copytree(folder / "apart" / papers, folder / target / papers)
            command = [sys.executable, __file__, "--memory", file, folder / target, *(["--apart"] if apart else [])]
            done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
            print("peak of memory,", "one alliance a packet:" if apart else "whole books:", done.stdout.strip())


def convene(folder: Path, alliances: int, experts: int, pages: int) -> Path:
    """Write a round file with alliances that are alike but for their names, and their attachments."""
    text = SAMPLE.read_text("utf-8")
    lines = [HEAD, "alliances:\n"]
    sources = agreement(folder)
    for number in range(alliances):
        (folder / f"a{number}.yaml").write_text(text.replace("市半导体照明产业", f"市半导体照明{number}产业"), "utf-8")
        attachment(folder / f"a{number}.pdf", sources, number, pages)
        lines.append(f"  - {{file: a{number}.yaml, attachments: [{{file: a{number}.pdf, title: 证明材料}}]}}\n")
    lines.append("experts:\n")
    for number in range(experts):
        leader = ", leader: true" if number == 0 else ""
        lines.append(f"  - {{id: e{number}, name: 王样例{number}, unit: 第{number}样例大学{leader}}}\n")
    file = folder / "round.yaml"
    file.write_text("".join(lines), "utf-8")
    return file


def agreement(folder: Path) -> Path:
    """The sample agreement as PDF: real pages with their fonts."""
    building.build(SAMPLE, folder / "sample", pipeline.Order(only=["agreement"], formats=["pdf"]))
    return folder / "sample" / "agreement.pdf"


def attachment(file: Path, source: Path, number: int, pages: int) -> None:
    """Write a PDF of so many pages, each with a content of its own."""
    with Pdf.open(source) as real:
        made = Pdf.new()
        for place in range(pages):
            made.pages.append(real.pages[(number + place) % len(real.pages)])
            page = made.pages[-1].obj
            page.Contents = made.make_stream(f"% {number} {place}\n".encode() + page.Contents.read_bytes())
            if "/Annots" in page:
                del page["/Annots"]
        made.save(file, object_stream_mode=ObjectStreamMode.generate)


def timed(file: Path, folder: Path, *, apart: bool, jobs: int) -> tuple[Lot, float]:
    """Make the packets of the experts; return their lot, and how long that took without the papers."""
    kept: list[Lot] = []
    plan = binding.lot

    def planned(*arguments: object) -> Lot:
        kept.append(plan(*arguments))
        return kept[0]

    binding.lot = planned
    start = 0.0
    order = packets.Order(sorts=("expert",), apart=apart)
    try:
        with crew(jobs=jobs) as workers:
            for event in packets.pack_all(file, folder, order, workers):
                if isinstance(event, Failed):
                    raise event.error
                if isinstance(event, Planned) and event.lot == packets.PACKETS:
                    start = time.perf_counter()
    finally:
        binding.lot = plan
    return kept[0], time.perf_counter() - start


def job_pages(lot: Lot) -> dict[str, int]:
    """How many pages each packet has."""
    found = {}
    for job in lot.jobs:
        with Pdf.open(lot.place / job.wanted[0]) as pdf:
            found[job.name] = len(pdf.pages)
    return found


def compare(lot: Lot) -> None:
    """Bind the same files by each engine in turns, and print the ratios."""
    intake, taken = Intake(KEPT_PAGES), {"merge": 0.0, "docgen": 0.0, "some": 0.0, "pypdf": 0.0}
    for number, job in enumerate(lot.jobs):
        packet, files = finished(job.work)
        taken["merge"] += spent(lambda files=files: merged(files))
        ours = spent(lambda packet=packet: assemble(packet, io.BytesIO(), intake=intake))
        taken["docgen"] += ours
        if number % EVERY == 0:
            taken["some"] += ours
            taken["pypdf"] += spent(lambda files=files: by_pypdf(files))
    print(f"docgen to a plain pikepdf merge: {taken['docgen'] / taken['merge']:.2f}")
    print(f"pypdf to docgen: {taken['pypdf'] / taken['some']:.2f}")


def finished(work: binding.Binding) -> tuple[Packet, list[Path | bytes]]:
    """Return a packet with its own pages set, and all files that go into it."""
    seen: dict[str, bytes] = {}

    def set_once(name: str, content: bytes) -> bytes:
        seen[name] = content
        return content

    front = work.front
    pages = Frontispiece(
        front.cover(ROUND_COVER, ""),
        lambda lines: set_once("contents", front.contents(lines)),
        lambda files: set_once("checksums", front.checksums(files)),
    )
    assemble(replace(work.packet, frontispiece=pages), io.BytesIO())
    own = Frontispiece(pages.cover, lambda _: seen["contents"], lambda _: seen["checksums"])
    packet = replace(work.packet, frontispiece=own)
    inner: list[Attachment] = list(attachments(packet))
    return packet, [pages.cover, seen["contents"], *(each.content for each in inner), seen["checksums"]]


def merged(files: list[Path | bytes]) -> None:
    """The pages one after the other, and nothing else: the limit."""
    with ExitStack() as stack:
        target = Pdf.new()
        for file in files:
            source = stack.enter_context(Pdf.open(io.BytesIO(file) if isinstance(file, bytes) else file))
            for page in source.pages:
                target.pages.append(page)
        target.save(io.BytesIO(), deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)


def by_pypdf(files: list[Path | bytes]) -> None:
    """The same with pypdf: outline, labels, information, and a number on every page."""
    with TemporaryDirectory() as folder:
        paths = []
        for number, file in enumerate(files):
            path = Path(folder, f"{number}.pdf") if isinstance(file, bytes) else file
            if isinstance(file, bytes):
                path.write_bytes(file)
            paths.append(path)
        single.bound_by_pypdf(paths)


def spent(work) -> float:
    """How much time of the processor something takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
