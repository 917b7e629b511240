"""The small twin of ``benchmarks/kills.py``, which kills a batch of 220 documents fifty times."""

import re
import subprocess
import sys

from tests.batch.conftest import ROOT


def test_a_batch_that_is_killed_again_and_again_ends_with_the_bytes_of_one_that_was_not():
    size = ["--alliances", "2", "--kills", "2", "--only", "pilot-certificates"]
    command = [sys.executable, str(ROOT / "benchmarks" / "kills.py"), *size]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "16 documents" in done.stdout
    assert int(re.search(r"'kills': (\d+)", done.stdout)[1]) >= 2
