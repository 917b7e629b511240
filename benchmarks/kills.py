"""A batch that is killed again and again ends with the bytes of one that nobody disturbed.

Run ``python benchmarks/kills.py``: twenty alliances, over two hundred documents, fifty kills at random moments (one in
five is a Ctrl-C). After each kill every file that can be seen is whole and right, the papers of an alliance are all
there or none of them, and what was finished before is not made again. A batch that ends before it is killed begins anew
in another folder. ``--alliances``, ``--kills``, ``--seed`` and ``--only`` choose otherwise.
"""

import argparse
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from docgen.shipped import SAMPLES

SAMPLE = SAMPLES / "xiamen-2008" / "led.yaml"
COMMAND = [sys.executable, "-c", "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "]


class Batch:
    """A batch of alliance files, and what it makes when nobody disturbs it."""

    def __init__(self, folder: Path, alliances: int, only: list[str]) -> None:
        self.folder = folder
        text = SAMPLE.read_text("utf-8")
        self.files = [folder / f"alliance-{number}.yaml" for number in range(alliances)]
        for number, file in enumerate(self.files):
            file.write_text(text.replace("0592-0000001", f"0592-{number:07}"), "utf-8")
        self.options = [option for kind in only for option in ("--only", kind)]
        start = time.perf_counter()
        process = self.start(folder / "undisturbed")
        _, told = process.communicate()
        assert process.returncode == 0, told
        self.seconds = time.perf_counter() - start
        self.right = hashes(folder / "undisturbed")

    def start(self, output: Path) -> subprocess.Popen[bytes]:
        """Begin to build."""
        arguments = ["build", *map(str, self.files), "-o", str(output), "-j", "2", *self.options]
        script = f"{COMMAND[2]}from docgen.cli import main; main({arguments!r})"
        return subprocess.Popen(
            [*COMMAND[:2], script], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )

    @property
    def documents(self) -> int:
        """How many documents there are: a Word file and its PDF are one."""
        return len({Path(name).with_suffix("") for name in self.right if Path(name).suffix in {".pdf", ".docx"}})

    def endure(self, kills: int, dice: random.Random) -> dict[str, int]:
        """Build, be killed, build again; return how often what happened."""
        count = {"kills": 0, "rounds": 0, "kept over a kill": 0}
        while count["kills"] < kills:
            output = self.folder / f"round-{count['rounds']}"
            while self._killed(output, dice):
                count["kills"] += 1
                count["kept over a kill"] += self._check(output)
            count["rounds"] += 1
        self._finish(output)
        return count

    def _killed(self, output: Path, dice: random.Random) -> bool:
        """Build, unless killed on the way; check that nothing finished is made again. Tell whether it was killed."""
        done = records(output)
        process = self.start(output)
        goal = len(done) + dice.randint(0, max(2, self.documents // 6))
        while process.poll() is None and len(records(output)) < goal:
            time.sleep(0.01)
        time.sleep(dice.uniform(0, 0.5))
        if process.poll() is None:
            if dice.random() < 0.2:
                process.send_signal(signal.SIGINT)
            else:
                process.kill()
        process.communicate()
        again = records(output)
        assert all(again.get(name) == moment for name, moment in done.items()), "something finished was made again"
        if process.returncode == 0:
            assert hashes(output) == self.right
        return process.returncode != 0

    def _check(self, output: Path) -> int:
        """Check that only whole files can be seen, and all papers of an alliance or none; return how many are done."""
        seen = {name: digest for name, digest in hashes(output).items() if name != "report.json"}
        for name, digest in seen.items():
            assert self.right.get(name) == digest, f"{name} is not whole"
        for file in self.files:
            here = {name for name in seen if name.startswith(f"{file.stem}/")}
            moving = (output / file.stem / ".docgen" / "moves.json").exists()
            assert moving or here in (set(), {name for name in self.right if name.startswith(f"{file.stem}/")})
        return len(records(output))

    def _finish(self, output: Path) -> None:
        process = self.start(output)
        _, told = process.communicate()
        assert process.returncode == 0, told
        assert hashes(output) == self.right
        assert not [path for path in output.rglob("*") if path.name.endswith(".partial") or "made" in path.parts]


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file that can be seen, by name."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".docgen" not in path.parts)
    return {f"{path.relative_to(folder)}": hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def records(folder: Path) -> dict[str, int]:
    """When each job was done, by its record; a record whose file is gone again counts as none."""
    found = {}
    for path in folder.glob("*/.docgen/records/**/*.json"):
        json.loads(path.read_text("utf-8"))  # whole, or this fails
        found[f"{path.relative_to(folder)}"] = path.stat().st_mtime_ns
    return found


def main() -> None:
    """Kill a batch as often as is asked for, and print what happened."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--alliances", type=int, default=20)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=2008)
    parser.add_argument("--only", action="append", default=[])
    asked = parser.parse_args()
    os.environ["DOCGEN_LANG"] = "en"
    with TemporaryDirectory() as folder:
        batch = Batch(Path(folder), asked.alliances, asked.only)
        count = batch.endure(asked.kills, random.Random(asked.seed))
        print(f"{batch.documents} documents, undisturbed in {batch.seconds:.1f} s; {count}")


if __name__ == "__main__":
    main()
