"""Clerks of one alliance issue at once, with real papers, and are killed: register and folders agree all the same."""

import multiprocessing
import os
import signal
from datetime import date
from pathlib import Path

from docgen import certificates, publish
from docgen.certificates import Order
from docgen.registry import Register
from tests.alliances import several_notices

CLERKS = 3


def clerk(file: Path, folder: Path, register: str, number: int, fate: str) -> None:
    """Issue by one notice, and be killed where fate has it."""

    def killed(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    record = Register.record
    if fate == "made":
        Register.record = killed
    if fate == "recorded":
        Register.record = lambda *arguments: killed(record(*arguments))
    order = Order(date(2009, 1, 12), f"{number}号", "授予称号", f"厦科联〔2009〕{number}号", register)
    certificates.issue(file, folder / f"{number}", "pilot", order)


def work(file: Path, folder: Path, register: str, fates: dict[int, str]) -> dict[int, int]:
    """Let clerks work at once; return how each ended."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["docgen.certificates", __name__])
    clerks = {n: context.Process(target=clerk, args=(file, folder, register, n, fate)) for n, fate in fates.items()}
    for process in clerks.values():
        process.start()
    for process in clerks.values():
        process.join(timeout=120)
    return {n: process.exitcode for n, process in clerks.items()}


def papers(folder: Path) -> dict[str, str]:
    return {path.stem: publish.digest(path.read_bytes()) for path in folder.glob("*/厦联试*.pdf")}


def test_every_recorded_number_has_its_file_and_after_all_went_on_the_other_way_round(url, tmp_path):
    fates = {1: "made", 2: "recorded", 3: ""}
    file = several_notices(tmp_path, notices=CLERKS, each=3)
    assert work(file, tmp_path, url, fates) == {n: -signal.SIGKILL if fate else 0 for n, fate in fates.items()}
    with Register(url) as register:
        recorded = {found.number: found.face.file for found in register.certificates()}
        assert len(recorded) == 6
        assert recorded.items() <= papers(tmp_path).items()
        assert len(register.verify().reserved) == 3
    assert work(file, tmp_path, url, {1: ""}) == {1: 0}
    with Register(url) as register:
        recorded = {found.number: found.face.file for found in register.certificates()}
        assert recorded == papers(tmp_path)
        assert set(recorded) == {f"厦联试〔2009〕1-{serial}号" for serial in range(1, 10)}
        assert (register.verify().faults, register.verify().reserved) == ((), ())
