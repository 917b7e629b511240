"""Certificates as they come back: how many read from a photocopy, and whether CLI and page tell the truth of all.

``python benchmarks/photocopies.py 1000`` issues 1,000 with codes, revokes one in fifty, and takes every page of the
printer's PDFs at 150 dpi, blurred, turned by 3° and grainy as a photocopier makes it. ``docgen certificate verify``
judges the PDFs; the page judges all codes in headless Chromium, where that is installed.
"""

import json
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from certificates import DAY, NOTICE, PROCESSES, made_by, marks
from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))

from docgen import certificates, seal
from docgen.certificates import Order
from docgen.seal import Status, Trust, read_trust
from docgen.seal.page import page
from tests.seal.browser import Browser, is_installed
from tests.seal.photocopy import turned_and_grainy

EACH = 50
JUDGE = "return arguments[0].map(([code, printed]) => verify(code, printed).status)"


def main() -> None:
    """Issue, revoke, copy, read and judge; print how many came back."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        order = Order(DAY, "周样例", "授予称号", NOTICE, f"{folder / 'register.sqlite'}", marks=marks(folder / "seal"))
        numbers = [found.number for done in made_by(folder, count, order) for found in done.certificates]
        for number in numbers[::EACH]:
            certificates.revoke(number, replace(order, why="考核不合格", basis="厦科联〔2009〕9号"))
        trust = read_trust(folder / "seal")
        wanted = {number: Status.REVOKED if number in set(numbers[::EACH]) else Status.GENUINE for number in numbers}
        copied(sorted(folder.glob("papers/*/all-*.pdf")), trust, wanted)
        pdfs = [path for number in numbers for path in folder.glob(f"papers/*/{number}.pdf")]
        by_command(pdfs, folder / "seal", list(wanted.values()))
        by_page(pdfs, folder, trust, list(wanted.values()))


def copied(books: list[Path], trust: Trust, wanted: dict[str, Status]) -> None:
    """Read every page of the printer's PDFs as photocopied."""
    with ProcessPoolExecutor(PROCESSES) as pool:
        codes = [code for found in pool.map(_read, books) for code in found]
    verdicts = [seal.verify(code, trust) for code in codes]
    right = sum(wanted[found.certificate.number] == found.status for found in verdicts if found.certificate)
    print(f"photocopies: {len(codes)} of {len(wanted)} read ({len(codes) / len(wanted):.2%}), {right} judged right")


def _read(book: Path) -> list[str]:
    found = []
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["pdftoppm", "-r", "150", "-gray", book, Path(place, "page")], check=True)
        for number, file in enumerate(sorted(Path(place).iterdir())):
            copy = Path(place, "copy.png")
            turned_and_grainy(Image.open(file), angle=3 if number % 2 else -3).save(copy, compress_level=1)
            found += [scan.code for scan in seal.scan(copy, needed=False)]
    return found


def by_command(pdfs: list[Path], keys: Path, wanted: list[Status]) -> None:
    """Let the command judge all PDFs, words and all."""
    command = [sys.executable, "-m", "docgen", "certificate", "verify", "--format", "json", "--keys", keys, *pdfs]
    told = json.loads(subprocess.run(command, capture_output=True, check=False, text=True).stdout)
    statuses = [each["codes"][0]["status"] for each in told]
    print(f"docgen certificate verify: {sum(map(str.__eq__, statuses, wanted))} of {len(wanted)} judged right")


def by_page(pdfs: list[Path], folder: Path, trust: Trust, wanted: list[Status]) -> None:
    """Let the page judge all codes with the words of their PDFs."""
    if not is_installed():
        print("the page: no Chromium here")
        return
    file = folder / "verify.html"
    file.write_text(page(trust), "utf-8")
    cases = [(found.code, found.printed) for pdf in pdfs for found in seal.scan(pdf)]
    with Browser(folder / "profile") as browser:
        browser.open(file)
        statuses = browser.run(JUDGE, cases)
    print(f"verify.html in Chromium: {sum(map(str.__eq__, statuses, wanted))} of {len(wanted)} judged right")


if __name__ == "__main__":
    main()
