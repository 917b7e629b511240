"""A batch as a process of its own, to be killed, and clusters for it."""

import hashlib
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def hashes(folder, *, hidden=False):
    """The SHA-256 of every file in a folder and below, by name; those of docgen's own only if they are asked for."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    names = {f"{path.relative_to(folder)}": hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
    return {name: digest for name, digest in names.items() if hidden or ".docgen" not in Path(name).parts}


def started(*arguments, module="docgen"):
    """A command as a process of its own."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "DOCGEN_LANG": "en"}
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=settings)


def until(condition, seconds=60):
    """Wait until something is so."""
    for _ in range(seconds * 50):
        if condition():
            return True
        time.sleep(0.02)
    return False


@contextmanager
def cluster(workers):
    """A scheduler and its workers on loopback; gives the address and the processes of the workers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    quiet = ["--no-dashboard"]
    scheduler = started("scheduler", "--host", "127.0.0.1", "--port", port, *quiet, module="dask")
    options = ["--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", *quiet]
    hands = [started("worker", address, *options, module="dask") for _ in range(workers)]
    try:
        yield address, hands
    finally:
        for process in (*hands, scheduler):
            process.kill()
            process.communicate()


@pytest.fixture
def two_workers():
    with cluster(2) as made:
        yield made
