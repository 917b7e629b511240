"""How commands that make many things run: their options, the progress they show, and the account at the end."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.shell import Outcome, lang, say
from docgen.diagnostics import Wording
from docgen.errors import DocgenError, InputError

if TYPE_CHECKING:
    from docgen.batch import Crew, Event, Failed, Finished, Published
    from docgen.publish import Place

_MADE = Wording("{name}：{reasons.zh}", "{name}: {reasons.en}")
_KEPT = Wording("{name}：没有变，不重做", "{name}: unchanged, not made again")
_COUNTED = Wording(
    "做了 {made} 件，{kept} 件没有变，{failed} 件没有做成", "{made} made, {kept} unchanged, {failed} failed"
)
_FAILED = Wording("{name} 没有做成：", "{name} failed:")
_BUG = Wording("{name} 程序出错：{error}", "{name}: a bug in docgen: {error}")
_HEADINGS = (Wording("没有做成", "failed"), Wording("哪一件", "which"), Wording("原因", "reason"))
_SAME_NAME = Wording("有两个文件都要写成“{name}”", "two files would become “{name}”")
_RENAME = Wording("给其中一个改名，或者分两次生成", "rename one of them, or make them one at a time")


@dataclass(frozen=True)
class Manner:
    """How a batch is done: by how many processes (0: as many as there are processors), on which cluster, how told."""

    jobs: int
    cluster: str | None
    explain: bool

    def crew(self, lots: int) -> AbstractContextManager["Crew"]:
        """Return who does the work; one thing alone needs no second process."""
        from docgen import batch  # noqa: PLC0415 - so that --help stays light

        return batch.crew(jobs=processes(self.jobs, lots), cluster=self.cluster)


def processes(jobs: int, lots: int) -> int:
    """Return how many processes work at so many lots: ``jobs``, or as many as there are processors."""
    return jobs or (1 if lots == 1 else os.cpu_count() or 1)


jobs_option = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(0, 256),
    default=0,
    help="几个进程，默认每个处理器一个 · how many processes; by default one for each processor",
)


def batch_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a batch; the command gets them as its ``manner``."""
    command = _gathered(command)
    for option in (
        click.option("--explain", is_flag=True, help="说明每一件为什么重做 · say why each thing is made again"),
        click.option("--cluster", metavar="ADDRESS", help="Dask 调度器地址 · the address of a Dask scheduler"),
        jobs_option,
    ):
        command = option(command)
    return command


def _gathered(command: Callable[..., Any]) -> Callable[..., Any]:
    def gathering(jobs: int, cluster: str | None, *, explain: bool, **others: Any) -> Any:
        return command(manner=Manner(jobs, cluster, explain), **others)

    gathering.__name__, gathering.__doc__ = command.__name__, command.__doc__
    gathering.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
    return gathering


class Follower:
    """Follows a batch: shows how far it is, tells failures at once and again at the end, counts."""

    def __init__(self, outcome: Outcome, manner: Manner, *, lots: int, several: bool) -> None:
        self.failures: list[Failed] = []
        self._outcome, self._manner, self._lots, self._several = outcome, manner, lots, several
        self._counts: Counter[str] = Counter()
        self._jobs: dict[str, int] = {}
        self._finished: Counter[str] = Counter()

    def __call__(self, events: Iterable["Event"]) -> Iterator["Finished | Published"]:
        """Follow the events; yield those that tell of what was made."""
        from docgen import batch  # noqa: PLC0415

        with _bar(self._lots) as advance:
            for event in events:
                match event:
                    case batch.Planned():
                        self._jobs[event.lot] = event.jobs
                    case batch.Finished():
                        self._finish(event.lot, "made" if event.reasons else "kept")
                        self._explain(event.job if self._lots == 1 else f"{event.lot} {event.job}", event.reasons)
                        yield event
                    case batch.Failed():
                        self._finish(event.lot, "failed")
                        self._fail(event)
                    case batch.Published():
                        yield event
                advance(self._fraction(), self._said())

    def end(self, folder: "Place | None") -> None:
        """Tell the failures of several things once more, in a table, and in a report in the folder, if there is one."""
        from docgen import batch  # noqa: PLC0415

        if self._manner.explain or (self._several and self.failures):
            say(self._said(), err=True)
        if self._several and self.failures:
            _table(self.failures)
        if self._several and folder is not None:
            batch.write_report(folder, self._counts["made"] + self._counts["kept"], self.failures)

    def _finish(self, lot: str, how: str) -> None:
        self._counts[how] += 1
        self._finished[lot] += 1

    def _fraction(self) -> float:
        return sum(min(1.0, done / max(1, self._jobs.get(lot, 1))) for lot, done in self._finished.items())

    def _said(self) -> Wording:
        counts = self._counts
        return _COUNTED.fill(made=counts["made"], kept=counts["kept"], failed=counts["failed"])

    def _explain(self, name: str, reasons: tuple[Wording, ...]) -> None:
        if self._manner.explain:
            told = Wording("；".join(reason.zh for reason in reasons), "; ".join(reason.en for reason in reasons))
            say(_MADE.fill(name=name, reasons=told) if reasons else _KEPT.fill(name=name), err=True)

    def _fail(self, failure: "Failed") -> None:
        self.failures.append(failure)
        if self._several:
            say(_FAILED.fill(name=_which(failure)), err=True, colour="red")
        if isinstance(failure.error, DocgenError):
            with self._outcome.trying():
                raise failure.error
        else:
            self._outcome.count(1)
            say(_BUG.fill(name=_which(failure), error=repr(failure.error)), err=True, colour="red")


def _which(failure: "Failed") -> str:
    return f"{failure.lot} {failure.job}".strip()


@contextmanager
def _bar(lots: int) -> Iterator[Callable[[float, Wording], None]]:
    """Show how far a batch is and how long it will take, on a terminal only."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _fraction, _said: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=lots)
        yield lambda fraction, said: bar.update(task, completed=fraction, description=said.say(lang()))


def _table(failures: Iterable["Failed"]) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(*(heading.say(lang()) for heading in _HEADINGS))
    for failure in failures:
        error = failure.error
        reason = error.message.say(lang()) if isinstance(error, DocgenError) else repr(error)
        table.add_row(Text(failure.lot), Text(failure.job), Text(reason))
    Console(stderr=True).print(table)


def refuse_same_names(names: Iterable[str]) -> None:
    """Raise InputError where two things would have one name; capitals make no difference on some disks."""
    for name, count in Counter(name.casefold() for name in names).items():
        if count > 1:
            raise InputError(_SAME_NAME.fill(name=name), _RENAME)
