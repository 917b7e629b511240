"""A real scheduler and two real workers on loopback, one of which is killed."""

import signal

from docgen.shipped import SAMPLES, TEMPLATES
from tests.batch.conftest import hashes, started, until

COUNT = 24


def test_a_cluster_makes_the_same_files_though_a_worker_is_killed(two_workers, tmp_path):
    address, workers = two_workers
    paper = (TEMPLATES / "xiamen-2008" / "evaluation-sheet" / "template.docx").read_bytes()
    files = [tmp_path / f"{number}.docx" for number in range(COUNT)]
    for file in files:
        file.write_bytes(paper)
    here = started("typeset", *files, "-o", tmp_path / "here", "-j", "1")
    urls = [f"file://{file}" for file in files]
    there = started("typeset", *urls, "-o", f"file://{tmp_path}/there", "--cluster", address)
    assert until(lambda: len(list((tmp_path / "there").glob("*.pdf"))) >= 3)
    workers[0].send_signal(signal.SIGKILL)
    for process in (here, there):
        _, told = process.communicate(timeout=120)
        assert process.returncode == 0, told
    assert len(hashes(tmp_path / "there")) == COUNT + 1
    assert hashes(tmp_path / "there") == hashes(tmp_path / "here")


def test_a_cluster_builds_the_same_papers_though_a_worker_is_killed(two_workers, tmp_path):
    address, workers = two_workers
    files = [SAMPLES / "xiamen-2008" / name for name in ("led.yaml", "biomedicine.yaml")]
    only = ["--only", "pilot-certificates", "--only", "evaluation-sheet"]
    here = started("build", *files, "-o", tmp_path / "here", "-j", "1", *only)
    there = started("build", *files, "-o", f"file://{tmp_path}/there", "--cluster", address, *only)
    assert until(lambda: len(list((tmp_path / "there").glob("*/.docgen/records/**/*.json"))) >= 2)
    workers[1].send_signal(signal.SIGKILL)
    for process in (here, there):
        _, told = process.communicate(timeout=120)
        assert process.returncode == 0, told
    assert len(hashes(tmp_path / "there")) > 30
    assert hashes(tmp_path / "there") == hashes(tmp_path / "here")


def test_a_cluster_binds_the_same_packets(two_workers, tmp_path):
    address, _ = two_workers
    sample = SAMPLES / "xiamen-2008/rounds/2008-2/round.yaml"
    ways = {"one": ["-j", "1"], "many": ["--cluster", address]}
    options = ["--only", "archive", "--alliance", "software"]
    bound = [started("packet", sample, "-o", tmp_path / name, *options, *way) for name, way in ways.items()]
    for process in bound:
        _, told = process.communicate(timeout=120)
        assert process.returncode == 0, told
    assert hashes(tmp_path / "many") == hashes(tmp_path / "one")
