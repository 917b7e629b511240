"""How many milliseconds a page takes from DOCX to PDF, and how that compares with LibreOffice where it is installed.

Run ``python benchmarks/typeset.py``. Each paper of the sample is read, written as Typst and compiled, warm; LibreOffice
gets the same files in one call, so that its start counts once. A figure is the median of the rounds.
"""

import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from docgen import documents, pipeline
from docgen.documents.plan import filters
from docgen.render import Template
from docgen.shipped import SAMPLES
from docgen.typeset import typeset

SAMPLE = SAMPLES / "xiamen-2008" / "led.yaml"
KINDS = ("pilot-certificates", "evaluation-sheet", "work-plan", "agreement")
ROUNDS = 7
BATCH = 8


def main() -> None:
    """Print the table."""
    checked = pipeline.check(SAMPLE)
    assert checked.alliance is not None
    assert checked.programme is not None
    table = Table("paper", "pages", "ms a paper", "ms a page", "LibreOffice, one call for many", "ratio")
    for kind in KINDS:
        copy = documents.plan(checked.alliance, checked.programme, only=[kind])[0]
        docx = Template(copy.template, filters=filters(checked.programme)).render(copy.context, created=copy.date)
        pages = next(iter(typeset([docx]))).pages
        ours, office = timed(docx), office_timed(docx)
        figures = (f"{office:.0f} ms", f"{office / ours:.1f}×") if office else ("not installed", "–")
        table.add_row(kind, str(pages), f"{ours:.1f}", f"{ours / pages:.1f}", *figures)
    Console().print(table)


def timed(docx: bytes) -> float:
    """Return the milliseconds that our engine takes for one paper, warm."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for _ in typeset([docx] * BATCH):
            pass
        rounds.append((time.perf_counter() - start) * 1000 / BATCH)
    return statistics.median(rounds)


def office_timed(docx: bytes) -> float | None:
    """Return the milliseconds that LibreOffice takes for one paper in one call for many, or nothing without it."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        papers = [Path(folder, f"{number}.docx") for number in range(BATCH)]
        for paper in papers:
            paper.write_bytes(docx)
        start = time.perf_counter()
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *papers]
        subprocess.run(command, check=True, capture_output=True)
        return (time.perf_counter() - start) * 1000 / BATCH


if __name__ == "__main__":
    main()
