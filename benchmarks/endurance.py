"""Ten thousand files in one process, and one file of ten thousand pages: how much memory they take.

Run ``python benchmarks/endurance.py [--write]``: the certificates of the sample, each with another name, set one after
the other; then a file with a page break before each of its paragraphs, and one that is refused for its length. Several
minutes of processor time. The small twins are in ``tests/typeset/test_broken_files.py``.
"""

import io
import sys
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[1] / "tests" / "typeset")]

import wordml
from report import publish, table

from docgen import documents, pipeline
from docgen.documents.plan import filters
from docgen.errors import ConversionError
from docgen.render import Template
from docgen.shipped import SAMPLES
from docgen.typeset import typeset

SAMPLE = SAMPLES / "xiamen-2008" / "led.yaml"
DAY = date(2009, 1, 2)
FILES = 10_000
MARKS = (100, 1_000, 2_500, 5_000, 10_000)
PAGES = 10_000
WORDS = "各成员单位应当按照联盟协议约定的任务分工组织实施技术攻关，并定期向理事会报告进展情况。"


def main() -> None:
    """Print the tables."""
    rows, start = [], time.process_time()
    for number, _ in enumerate(typeset(certificates(FILES), created=DAY), 1):
        if number in MARKS:
            took = (time.process_time() - start) * 1000 / number
            rows.append([f"{number:,}", f"{resident():.0f} MB", f"{took:.1f} ms"])
    files = table(["files set in one process", "memory in use", "processor time a file"], rows)
    pages = table(["one file", "outcome", "memory in use", "seconds"], [long_file(2), long_file(20)])
    publish("typeset-endurance", f"{files}\n\n{pages}")


def certificates(count: int) -> Iterator[bytes]:
    """The certificate of a member of the sample, each time with another name."""
    alliance, programme = pipeline.check(SAMPLE).cleared()
    copy = documents.plan(alliance, programme, only=["pilot-certificates"], as_of=DAY)[0]
    template = Template(copy.template, filters=filters(programme))
    for number in range(count):
        named = {**copy.context["member"], "name": f"厦门第{number}光电科技有限公司"}
        yield template.render({**copy.context, "member": named}, created=copy.date)


def long_file(lines: int) -> list[str]:
    """Set a file of ten thousand pages with so many lines on each; a full page has 26."""
    start = time.perf_counter()
    page = wordml.paragraph("题", "<w:pageBreakBefore/>") + wordml.paragraph(WORDS) * (lines // 2)
    file = wordml.docx(page * PAGES + wordml.section(wordml.A4))
    unpacked = sum(entry.file_size for entry in zipfile.ZipFile(io.BytesIO(file)).infolist()) >> 20
    try:
        outcome = f"{next(iter(typeset([file], created=DAY))).pages:,} pages"
    except ConversionError as error:
        outcome = str(error)
    took = time.perf_counter() - start
    return [f"{PAGES:,} pages of {lines} lines, {unpacked} MB", outcome, f"{resident():.0f} MB", f"{took:.0f}"]


def resident() -> float:
    """Return the megabytes of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * 4096 / 1_000_000


if __name__ == "__main__":
    main()
