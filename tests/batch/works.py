"""Works that tests send to other processes."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from docgen.batch import Job, Lot, Plan, Product
from docgen.diagnostics import Wording
from docgen.errors import InputError


@dataclass(frozen=True)
class Writing:
    """Writes one file; notes each time it was done in ``diary``, if there is one."""

    name: str
    content: str
    diary: Path | None = None

    def __call__(self, desk):
        filed = desk.put(f"{self.name}.txt", self.content.encode(), kind=self.name)
        if self.diary:
            with self.diary.open("a") as diary:
                diary.write(f"{self.name}\n")
        return Product((filed,), notes={"pages": 1})


@dataclass(frozen=True)
class Failing:
    how: str = "input"

    def __call__(self, desk):
        if self.how == "input":
            raise InputError(Wording("读不懂", "cannot be read"), Wording("改正", "mend it"))
        if self.how == "bug":
            raise ZeroDivisionError("division by zero")
        os.kill(os.getpid(), signal.SIGKILL)
        return


@dataclass(frozen=True)
class Slow:
    """Takes its time, and leaves a sign of life each moment."""

    sign: Path

    def __call__(self, desk):
        for _ in range(600):
            self.sign.write_text(str(os.getpid()))
            time.sleep(0.05)


def job(name, work=None, **recipe):
    return Job(name, (f"{name}.txt",), work or Writing(name, f"{name} {recipe}"), {"template": "t", **recipe})


def plan(folder, jobs, name="lot", **settings):
    return Plan(name, lambda: Lot(folder, jobs, len(jobs), **({"data": "d", "tool": "docgen 1"} | settings)))
