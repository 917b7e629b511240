"""Certificates with signed codes: how many a second, in how much memory, and how that compares with LibreOffice.

``python benchmarks/certificates.py 10000 [--write]`` issues 10,000, as a clerk would, to alliances of 40 members each:
numbers reserved, DOCX and PDF made by two processes, every one entered in the register. Then a tenth of them is only
made, from planned papers: rendered, signed, laid out and written. LibreOffice converts some of the DOCX, in two
processes that get 100 and then 200 at one start; it makes no DOCX, no code and no signature. Its better figure counts.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from report import publish, table

from docgen import certificates, pipeline
from docgen.batch import Failed, Lot, Plan, Published, crew, run
from docgen.certificates import Look, Made, Marks, Order
from docgen.certificates.desk import Desk
from docgen.documents import Issue, Issued
from docgen.registry import Register
from docgen.rules import Award
from docgen.seal import Keyring, RevocationList, revocations
from tests.alliances import alliance

DAY, WORDS, NOTICE = date(2009, 1, 12), "correct horse", "厦科联〔2009〕1号"
MEMBERS, PROCESSES = 40, 2
STARTS = (100, 200)  # files that LibreOffice gets at a start

HEADS = ["certificates", "a second so far", "ms of processor for each", "MB in each process, now/most"]
Steps = list[list[str]]


def main() -> None:
    """Issue, and print what it took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        whole, steps = issued(home, count)
        alone = pressed(home, max(count // 10, 400))
        files = sorted(home.joinpath("papers").rglob("厦联试*.docx"))
        theirs = {
            each: office(home / f"{each}", files[: PROCESSES * each]) for each in STARTS if shutil.which("soffice")
        }
    best = max(theirs.values(), default=0)
    found = {f"LibreOffice, DOCX to PDF alone, {each} files at a start": speed for each, speed in theirs.items()}
    found |= {"**docgen**: checked, made, listed, bound for the printer, recorded": whole, "docgen: made alone": alone}
    rows = [[what, f"{speed:.1f}", f"{speed / best:.1f}" if best else ""] for what, speed in found.items()]
    speeds = table([f"{count:,} in one run", "a second", "times LibreOffice at its best"], rows)
    publish("certificates", f"{speeds}\n\n{table(HEADS, steps)}")


def issued(home: Path, count: int) -> tuple[float, Steps]:
    """Issue so many certificates; return how many a second, and what it took up to then at some steps."""
    steps: Steps = []
    order = Order(DAY, "周样例", "授予称号", NOTICE, f"{home / 'register.sqlite'}", marks=marks(home / "seal"))
    made, begun = 0, time.perf_counter()
    for done in made_by(home, count, order):
        made += len(done.certificates)
        if made in {count // 10, count // 2, count}:
            speed = made / (time.perf_counter() - begun)
            steps.append([f"{made:,}", f"{speed:.0f}", f"{processor() / made * 1000:.1f}", memory()])
            print(*steps[-1], flush=True)
    with Register(order.register) as register:
        found = register.verify()
    assert (found.entries, found.faults, found.reserved) == (made, (), ())
    return speed, steps


def made_by(home: Path, count: int, order: Order) -> Iterator[Made]:
    """Issue so many certificates to alliances of equal size; yield each issue."""
    files = [alliance(home / "data", number, members=MEMBERS) for number in range(count // MEMBERS)]
    targets = {file: home / "papers" / file.stem for file in files}
    with crew(jobs=PROCESSES) as workers:
        for done in certificates.issue_all(targets, "pilot", order, workers):
            if isinstance(done, Failed):
                raise done.error
            yield done


def pressed(home: Path, count: int) -> float:
    """Make so many certificates whose papers are planned; return how many a second, after the first alliance."""
    lots = [_planned(home, 5000 + number) for number in range(count // MEMBERS + 1)]
    with crew(jobs=PROCESSES) as workers:
        made, begun = -1, 0.0
        for event in run([Plan(f"{number}", partial(_the, lot)) for number, lot in enumerate(lots)], workers):
            if isinstance(event, Published):
                made += 1
                begun = begun or time.perf_counter()
        return made * MEMBERS / (time.perf_counter() - begun)


def _planned(home: Path, number: int) -> Lot:
    file = alliance(home / "data", number, members=MEMBERS)
    checked, programme = pipeline.check(file, as_of=DAY, award=Award("pilot", NOTICE)).cleared()
    papers = {member.id: Issued(f"厦联试〔2009〕{number}-{at}号") for at, member in enumerate(checked.members, start=1)}
    desk = Desk(file, checked, programme, "pilot", Look(), Marks(home / "seal", WORDS))
    return desk.lot(Issue("pilot", NOTICE, papers), home / "made" / file.stem, DAY)


def _the(lot: Lot) -> Lot:
    return lot


def marks(folder: Path) -> Marks:
    """Return a bureau's key, new."""
    minted = Keyring(folder).create("厦门市科学技术局", date(2009, 1, 1), WORDS)
    signed = revocations.sign(RevocationList(DAY), minted.signer)
    for file, content in (minted.files | {folder / revocations.REVOCATION_FILE: signed}).items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return Marks(folder, WORDS)


def memory() -> str:
    """Return the memory (RSS) of this process and of those that it started, now and at most, in MB."""
    told = []
    for process in ours():
        status = dict(line.split(":\t", 1) for line in (process / "status").read_text().splitlines() if ":\t" in line)
        if int(status.get("VmRSS", "0 kB").split()[0]) > 50_000:
            told.append(f"{int(status['VmRSS'].split()[0]) // 1024}/{int(status['VmHWM'].split()[0]) // 1024}")
    return ", ".join(sorted(told))


def processor() -> float:
    """Return the seconds of processor time that this process and those that it started have had."""
    stats = ((process / "stat").read_text().rpartition(")")[2].split() for process in ours())
    return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")


def ours() -> list[Path]:
    """Return this process and those that it started, as the system tells of them."""
    found = (process for process in Path("/proc").glob("[0-9]*"))
    return [process for process in found if os.getpgid(int(process.name)) == os.getpgid(0)]


def office(home: Path, files: list[Path]) -> float:
    """Return how many files a second LibreOffice converts, in two processes that get all of theirs at one start."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(PROCESSES) as threads:
        list(threads.map(lambda part: _converted(home / f"office{part}", files[part::PROCESSES]), range(PROCESSES)))
    return len(files) / (time.perf_counter() - begun)


def _converted(folder: Path, files: list[Path]) -> None:
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", folder, *files], check=True, capture_output=True)


if __name__ == "__main__":
    main()
