"""Eight clerks at once, some of whom are killed in the middle of their work."""

import subprocess
import sys
from pathlib import Path

from docgen.registry import Register
from tests.registry.conftest import LED

CLERKS, CERTIFICATES = 8, 50
CLERK = """
import os, signal, sys
from pathlib import Path
from docgen.registry import Register, numbers
from tests.registry.conftest import LED, SERIES, act, face

url, folder, clerk, certificates, fatal = sys.argv[1], Path(sys.argv[2]), *sys.argv[3:5], sys.argv[5].split(":")

def step(name, job):
    if fatal == [name, str(job)]:
        os.kill(os.getpid(), signal.SIGKILL)

with Register(url) as register:
    done = {certificate.face.unit for certificate in register.certificates()}
    for job in range(int(certificates)):
        unit = f"单位{clerk}-{job}"
        if unit in done:
            continue
        with register.reserved(SERIES, group=LED, holders=[unit]) as given:
            step("reserved", job)
            (folder / given[unit]).write_text(unit, "utf-8")
            step("made", job)
            register.record(act(), {given[unit]: face(unit)})
            step("recorded", job)
        if fatal == ["writing", str(job)]:
            with register._database.writing() as connection:
                numbers.reserve(connection, SERIES, group=LED, holders=["半途而废"])
                step("writing", job)
"""


def work(url: str, folder: Path, fates: list[str]) -> list[int]:
    """Let the clerks work at once, the first with the first fate; return how each ended."""
    clerks = [
        subprocess.Popen(
            [sys.executable, "-c", CLERK, url, folder, str(clerk), str(CERTIFICATES), fate],
            cwd=Path(__file__).parents[2],
        )
        for clerk, fate in enumerate(fates)
    ]
    return [clerk.wait(timeout=120) for clerk in clerks]


def test_eight_clerks_of_whom_some_are_killed_leave_no_gap_no_duplicate_and_no_paper_astray(url, tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    fates = ["reserved:7", "made:19", "recorded:28", "writing:33", "reserved:0", "", "", ""]
    assert work(url, folder, fates) == [-9, -9, -9, -9, -9, 0, 0, 0]
    with Register(url) as register:
        recorded = {certificate.number for certificate in register.certificates()}
        assert recorded <= {path.name for path in folder.iterdir()}
        assert len(register.verify().reserved) == 3
        assert "半途而废" not in register.verify().reserved
    assert work(url, folder, [""] * 5) == [0] * 5
    with Register(url) as register:
        found, certificates = register.verify(), register.certificates()
        wanted = {f"厦联试〔2009〕1-{serial}号" for serial in range(1, CLERKS * CERTIFICATES + 1)}
        assert {certificate.number for certificate in certificates} == wanted
        assert (found.entries, found.faults, found.reserved) == (len(wanted), (), ())
        assert {certificate.face.alliance for certificate in certificates} == {LED}
        papers = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
        assert papers == {certificate.number: certificate.face.unit for certificate in certificates}


def test_eight_clerks_may_open_a_new_register_at_once(url, tmp_path):
    assert work(url, tmp_path, ["recorded:0"] * CLERKS) == [-9] * CLERKS
    with Register(url) as register:
        assert register.verify().entries == CLERKS
