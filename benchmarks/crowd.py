"""Eight clerks at once, who issue 50 certificates each to one alliance, and some of whom are killed: nothing is astray.

``python benchmarks/crowd.py`` lets eight processes run ``docgen certificate issue``, each by a notice of its own. Five
are killed when they have made as many files as a seed chooses; register and folders must agree. The same commands run
again, and once more. On SQLite, and on PostgreSQL where that is installed.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from docgen.publish import digest
from docgen.registry import Register
from tests.alliances import several_notices
from tests.registry import postgres

CLERKS, EACH, KILLED, ROUNDS = 8, 50, 5, 2
NUMBER = "厦联试〔2009〕1-{}号"


def main() -> None:
    """Run the crowd on each sort of database."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        places = {"SQLite": f"{home / 'register.sqlite'}"}
        if postgres.is_installed():
            places["PostgreSQL"] = postgres.emptied(stack.enter_context(postgres.started()))
        for name, register in places.items():
            crowd(home / name, register, random.Random(seed))
            print(f"{name}: {CLERKS * EACH} numbers without a gap, each with its file and no file without its number")


def crowd(home: Path, register: str, dice: random.Random) -> None:
    """Let the clerks work, kill some again and again, let the others end, and look."""
    file = several_notices(home / "data", notices=CLERKS, each=EACH)
    left = list(range(1, CLERKS + 1))
    for turn in range(ROUNDS + 1):
        killed = dice.sample(left, min(KILLED, len(left)) if turn < ROUNDS else 0)
        fates = {clerk: dice.randint(1, 2 * EACH + 4) for clerk in killed}
        ended = work(file, home, register, left, fates)
        left = [clerk for clerk, code in ended.items() if code]
        print(
            f"  round {turn + 1}: {len(ended)} clerks, {sum(code == -signal.SIGKILL for code in ended.values())} killed"
        )
        agree(home, register, whole=not left)
    assert not left, left


def work(file: Path, home: Path, register: str, clerks: list[int], fates: dict[int, int]) -> dict[int, int]:
    """Let clerks work at once, and kill each when it has made so many files; return how each ended."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = {clerk: subprocess.Popen(_command(file, home, register, clerk), **quiet) for clerk in clerks}
    while any(process.poll() is None for process in running.values()):
        for clerk, files in fates.items():
            made = sum(path.is_file() for path in (home / f"{clerk}").rglob("*"))
            if made >= files and running[clerk].poll() is None:
                os.kill(running[clerk].pid, signal.SIGKILL)
        time.sleep(0.01)
    return {clerk: process.wait() for clerk, process in running.items()}


def _command(file: Path, home: Path, register: str, clerk: int) -> list[object]:
    order = ["--kind", "pilot", "--on", "2009-01-12", "--basis", f"厦科联〔2009〕{clerk}号", "--by", f"{clerk}号经办人"]
    return [
        sys.executable,
        "-m",
        "docgen",
        "certificate",
        "issue",
        file,
        *order,
        "--register",
        register,
        "-o",
        home / f"{clerk}",
    ]


def agree(home: Path, register: str, *, whole: bool) -> None:
    """Assert that each recorded number has its file, and at the end that nothing else is there."""
    with Register(register) as book:
        found, recorded = book.verify(), book.certificates()
    files = {path.stem: path for path in home.glob("*/*/厦联试*.pdf")}
    assert not found.faults
    assert found.entries == len(recorded) == len({certificate.number for certificate in recorded})
    for certificate in recorded:
        assert digest(files[certificate.number].read_bytes()) == certificate.face.file, certificate.number
    if whole:
        wanted = {NUMBER.format(serial) for serial in range(1, CLERKS * EACH + 1)}
        assert {certificate.number for certificate in recorded} == wanted == set(files)
        assert not found.reserved


if __name__ == "__main__":
    main()
