import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from docgen.batch import crew
from docgen.errors import DocgenError
from tests.batch.works import Slow

ROOT = Path(__file__).parents[2]
PARENT = """
import sys
from pathlib import Path
from docgen.batch import crew
from tests.batch.works import Slow

if __name__ == "__main__":
    with crew(jobs=2) as workers:
        for sign in sys.argv[1:]:
            workers.submit(Slow(Path(sign)), None)
        Path(sys.argv[1] + ".parent").write_text("")
        sys.stdin.read()
"""


def alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def until(condition, seconds=30):
    for _ in range(seconds * 50):
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_processes_end_with_a_parent_that_is_killed(tmp_path):
    script, signs = tmp_path / "parent.py", [tmp_path / "1", tmp_path / "2"]
    script.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, str(script), *map(str, signs)],
        stdin=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert until(lambda: all(sign.exists() and sign.read_text() for sign in signs))
    workers = [int(sign.read_text()) for sign in signs]
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    assert until(lambda: not any(map(alive, workers)), seconds=5)


def test_processes_end_at_once_when_their_block_is_left(tmp_path):
    with crew(jobs=2) as workers:
        workers.submit(Slow(tmp_path / "1"), None)
        assert until(lambda: (tmp_path / "1").exists() and (tmp_path / "1").read_text())
        worker = int((tmp_path / "1").read_text())
    assert until(lambda: not alive(worker), seconds=5)


def test_a_cluster_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setattr("docgen.batch.crews._CONNECTING", 0.2)
    with pytest.raises(DocgenError, match="cannot be reached"), crew(cluster="tcp://127.0.0.1:9"):
        pass
