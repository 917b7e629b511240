"""Certificates with signed codes: how many a second, in how much memory; and how many read from a bad photocopy.

``python benchmarks/certificates.py 1000 100`` makes 1,000 as DOCX and PDF in one process, and reads 100 of them back
from the page at 150 dpi, blurred, turned by 3° and with a photocopier's noise.
"""

import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).parents[1]))

from docgen import documents, pipeline, seal
from docgen.certificates import Marks
from docgen.documents import Issue, Issued
from docgen.seal import Keyring, RevocationList, Status, revocations
from docgen.shipped import SAMPLES
from tests.seal.photocopy import turned_and_grainy

DAY, WORDS = date(2009, 1, 12), "correct horse"


def marks(folder):
    minted = Keyring(folder).create("厦门市科学技术局", date(2009, 1, 1), WORDS)
    signed = revocations.sign(RevocationList(DAY), minted.signer)
    for file, content in (minted.files | {folder / revocations.REVOCATION_FILE: signed}).items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return Marks(folder, WORDS)


def copies(count):
    """Certificates of so many members, with names of 8 to 60 characters."""
    alliance, programme = pipeline.check(SAMPLES / "xiamen-2008" / "led.yaml").cleared()
    long = "集成电路新型显示智能装备生物医药海洋科技新材料新能源软件信息服务现代物流精密仪器先进制造工程技术研究"
    for start in range(0, count, 100):
        members = alliance.members + tuple(
            alliance.members[0].model_copy(
                update={"id": f"m{n}", "name": f"厦门{long[: 2 + n % 50]}有限公司{n}号", "uscc": None}
            )
            for n in range(start, min(start + 100, count))
        )
        fresh = members[len(alliance.members) :]
        papers = {member.id: Issued(f"厦联试〔2009〕1-{start + n}号") for n, member in enumerate(fresh, start=1)}
        issue = Issue("pilot", "厦科联〔2009〕1号", papers)
        changed = alliance.model_copy(update={"members": members})
        yield programme, documents.plan(changed, programme, only=["pilot-certificates"], as_of=DAY, issue=issue)


def make(folder, count):
    desk, begun, made, marked = None, time.perf_counter(), 0, marks(folder / "seal")
    for programme, group in copies(count):
        desk = desk or pipeline.Press(programme, pipeline.FORMATS)
        for paper in desk.papers([marked.mark(copy, "pilot", desk.docx) for copy in group]):
            (folder / paper.path.name).write_bytes(paper.content)
        made += len(group)
        if made in {count // 10, count}:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            each = made / (time.perf_counter() - begun)
            print(f"{made} certificates: {each:.0f}/s, peak memory {peak} MB", flush=True)


def read_back(folder, count):
    trust, read, genuine = seal.read_trust(folder / "seal"), 0, 0
    for number in range(count):
        pdf = folder / f"m{number}.pdf"
        subprocess.run(["pdftoppm", "-r", "150", "-png", "-singlefile", pdf, folder / "page"], check=True)
        turned_and_grainy(Image.open(folder / "page.png"), angle=3 if number % 2 else -3).save(folder / "copy.png")
        found = seal.scan(folder / "copy.png", needed=False)
        read += len(found)
        genuine += sum(seal.verify(code.code, trust).status is Status.GENUINE for code in found)
    print(f"photocopies: {read} of {count} read, {genuine} genuine")


if __name__ == "__main__":
    count, photocopies = (int(number) for number in (sys.argv[1:] or ["1000", "100"]))
    with tempfile.TemporaryDirectory() as home:
        make(Path(home), count)
        read_back(Path(home), min(photocopies, count))
