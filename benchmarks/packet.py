"""How long a packet takes, against pypdf doing the same and a plain merge that does nothing else.

Run ``python benchmarks/packet.py``. The attachments are fifteen times twelve pages of the sample agreement: real
pages with their fonts. The three take turns, so that a slow moment of the machine hits all; time is that of the
processor, a figure is the median of the rounds, a ratio the median of the rounds' ratios. Memory is that of a process
of its own which makes one packet of two thousand pages.
"""

import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdf
from pikepdf import ObjectStreamMode, Pdf
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject
from rich.console import Console
from rich.table import Table

from docgen import building, pipeline
from docgen.assemble import Attachment, Packet, Part, assemble
from docgen.shipped import SAMPLES

SAMPLE = SAMPLES / "xiamen-2008" / "led.yaml"
FILES, PAGES, ROUNDS = 15, 12, 11
MANY_FILES = 167  # of 12 pages: 2,004

Engine = Callable[[list[Path]], bytes]


def main() -> None:
    """Print how long each takes, and how much memory a large packet needs."""
    with TemporaryDirectory() as folder:
        files = attachments(Path(folder))
        engines: dict[str, Engine] = {
            "plain pikepdf merge": merged,
            "docgen": bound,
            "pypdf": bound_by_pypdf,
        }
        times = {name: [] for name in engines}
        for _ in range(ROUNDS):
            for name, engine in engines.items():
                start = time.process_time()
                engine(files)
                times[name].append(time.process_time() - start)
        show(times)
        print("peak memory, one packet of 2,004 pages:", memory(files), "MB")


def attachments(folder: Path) -> list[Path]:
    """Fifteen PDFs of twelve pages, each with its own fonts."""
    building.build(SAMPLE, folder, pipeline.Order(only=["agreement"], formats=["pdf"]))
    files = [folder / f"{number}.pdf" for number in range(FILES)]
    with Pdf.open(folder / "agreement.pdf") as agreement:
        for number, file in enumerate(files):
            part = Pdf.new()
            for page in range(PAGES):
                part.pages.append(agreement.pages[(number * 2 + page) % len(agreement.pages)])
                if "/Annots" in part.pages[-1].obj:
                    del part.pages[-1].obj["/Annots"]
            part.save(file, object_stream_mode=ObjectStreamMode.generate)
    return files


def merged(files: list[Path]) -> bytes:
    """The pages one after the other, and nothing else: the limit."""
    merger, made = Pdf.new(), io.BytesIO()
    sources = [Pdf.open(file) for file in files]
    for source in sources:
        merger.pages.extend(source.pages)
    merger.save(made, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    for source in sources:
        source.close()
    return made.getvalue()


def bound(files: list[Path]) -> bytes:
    """A packet: numbers, room for them, outline, labels, destinations, information."""
    made = io.BytesIO()
    assemble(Packet("评审材料汇编", tuple(Part(file.stem, (Attachment(file.name, file),)) for file in files)), made)
    return made.getvalue()


def bound_by_pypdf(files: list[Path]) -> bytes:
    """The same with pypdf, the fast way: a few operators beside the page's content, which stays as large as it is."""
    writer = collected(files)
    add = writer._add_object  # noqa: SLF001 - pypdf has no public name for it
    helvetica = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    font = add(DictionaryObject({NameObject(key): NameObject(name) for key, name in helvetica.items()}))
    opening = StreamObject()
    opening.set_data(b"q ")
    before = add(opening)
    for number, page in enumerate(writer.pages, start=1):
        stamp = StreamObject()
        stamp.set_data(b" Q q BT /Stamp 10.5 Tf 1 0 0 1 500 17 Tm (- %d -) Tj ET Q" % number)
        content = page["/Contents"].indirect_reference
        page[NameObject("/Contents")] = ArrayObject([before, content, add(stamp)])
        page["/Resources"].setdefault(NameObject("/Font"), DictionaryObject())[NameObject("/Stamp")] = font
    return written(writer)


def collected(files: list[Path]) -> pypdf.PdfWriter:
    """All pages with an outline, labels and information."""
    writer = pypdf.PdfWriter()
    for file in files:
        writer.append(file, outline_item=file.stem, import_outline=True)
    writer.set_page_label(0, len(writer.pages) - 1, "/D")
    writer.add_metadata({"/Title": "评审材料汇编"})
    return writer


def written(writer: pypdf.PdfWriter) -> bytes:
    """The packet's bytes."""
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def show(times: dict[str, list[float]]) -> None:
    """Print seconds for a thousand pages and ratios to docgen."""
    table = Table("", "s per 1,000 pages", "time as a multiple of docgen's")
    for name, taken in times.items():
        ratio = statistics.median(one / ours for one, ours in zip(taken, times["docgen"], strict=True))
        table.add_row(name, f"{statistics.median(taken) / FILES / PAGES * 1000:.2f}", f"{ratio:.2f}")
    Console().print(table)


def memory(files: list[Path]) -> str:
    """Peak memory of a process that makes one large packet."""
    command = [sys.executable, __file__, *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def large() -> None:
    """Make one packet of two thousand pages, and print the peak of memory before and after, in MB."""
    start = peak()
    files = [Path(name) for name in sys.argv[1:]]
    parts = tuple(Part(f"{n}", (Attachment(f"{n}", files[n % len(files)]),)) for n in range(MANY_FILES))
    with Path(files[0].parent, "large.pdf").open("w+b") as file:
        assemble(Packet("汇编", parts), file)
    print(f"{peak():.0f} (of which {start:.0f} before it began)")


def peak() -> float:
    """The peak of this process's memory in MB; a child's ru_maxrss would begin with its parent's."""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    large() if sys.argv[1:] else main()
