"""A batch is run: lots are planned one after the other, their jobs done by a crew, their files published."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from docgen.batch.crews import Alone, Crew
from docgen.batch.job import Job, Lot, Plan, Product, Record, forget
from docgen.batch.reasons import Reason, reasons
from docgen.diagnostics import Wording
from docgen.errors import DocgenError
from docgen.publish import Entry, Shelf, store_at

_AHEAD = 2  # jobs under way for each one that is worked at, so that nobody waits
_DIED = Wording("做 {job} 的进程意外结束了", "the process that made {job} died")
_MEMORY = Wording(
    "可能是内存不够：用 --jobs 1 再试；还是这样就请报告", "perhaps out of memory: try --jobs 1; else report it"
)


@dataclass(frozen=True)
class Planned:
    """A lot is planned: how many jobs it has."""

    lot: str
    jobs: int


@dataclass(frozen=True)
class Finished:
    """A job is finished, for these reasons; without any, what was made before still holds."""

    lot: str
    job: str
    reasons: tuple[Reason, ...]
    product: Product


@dataclass(frozen=True)
class Failed:
    """A job failed, or a whole lot if ``job`` is empty; all else goes on."""

    lot: str
    job: str
    error: BaseException


@dataclass(frozen=True)
class Published:
    """The files of a lot are in place: their entries in the manifest, and what was made, by job."""

    lot: str
    about: Any
    entries: list[Entry]
    products: dict[str, Product]


Event = Planned | Finished | Failed | Published


def run(plans: Iterable[Plan], workers: Crew) -> Iterator[Event]:
    """Do all jobs that are to be done; yield what happens, as it happens.

    At any moment everything that is finished is kept, and the next run goes on from there.
    """
    running = _Run(workers)
    try:
        yield from running.events(plans)
    finally:
        running.let_go()


@dataclass
class _Open:
    """A lot while its jobs are done."""

    name: str
    lot: Lot
    shelf: Shelf
    close: ExitStack
    left: int = 0
    planned: bool = False
    failed: bool = False
    names: list[str] = field(default_factory=list)
    products: dict[str, Product] = field(default_factory=dict)


@dataclass(frozen=True)
class _Task:
    lot: _Open
    job: Job
    reasons: tuple[Reason, ...]


class _Run:
    def __init__(self, workers: Crew) -> None:
        self._workers = workers
        self._open: set[ExitStack] = set()
        self._waiting: dict[Future[Product], _Task] = {}

    def let_go(self) -> None:
        """Let go of the folders of all lots that are still under way."""
        with ExitStack() as closing:
            for close in self._open:
                closing.push(close)

    def events(self, plans: Iterable[Plan]) -> Iterator[Event]:
        for plan in plans:
            yield from self._lot(plan)
        while self._waiting:
            yield from self._settled()

    def _lot(self, plan: Plan) -> Iterator[Event]:
        opened = _try(self._opened, plan)
        if error := opened.exception():
            yield Failed(plan.name, "", error)
            return
        lot = opened.result()
        yield Planned(plan.name, lot.lot.count)
        for job in lot.lot.jobs:
            lot.left += 1
            lot.names.append(job.name)
            yield from self._job(lot, job)
        lot.planned = True
        yield from self._closed(lot)

    def _opened(self, plan: Plan) -> _Open:
        lot = plan.make()
        close = ExitStack()
        shelf = close.enter_context(Shelf(store_at(lot.place), settled=lot.remembered).opened())
        self._open.add(close)
        return _Open(plan.name, lot, shelf, close)

    def _job(self, lot: _Open, job: Job) -> Iterator[Event]:
        """Begin a job, or see that it is done; wait until the crew has room for more."""
        record = Record.read(lot.shelf.store, job.name) if lot.lot.remembered else None
        why = tuple(reasons(job, record, lot.shelf))
        task = _Task(lot, job, why)
        if record is not None and not why:
            yield from self._done(task, record.product)
            return
        self._waiting[self._workers.submit(job.work, lot.shelf.desk)] = task
        while len(self._waiting) >= self._workers.width * _AHEAD or any(future.done() for future in self._waiting):
            yield from self._settled()

    def _settled(self) -> Iterator[Event]:
        """Wait for a job that is finished, or for several."""
        done, _ = wait(self._waiting, return_when=FIRST_COMPLETED)
        if any(isinstance(future.exception(), BrokenExecutor) for future in done):
            yield from self._one_by_one()
            return
        for future in done:
            yield from self._outcome(self._waiting.pop(future), future)

    def _one_by_one(self) -> Iterator[Event]:
        """Do what was under way when a process died, each alone, to see which job took it down."""
        tasks = list(self._waiting.values())
        self._waiting.clear()
        for task in tasks:
            self._workers.renew()
            future = self._workers.submit(task.job.work, task.lot.shelf.desk)
            yield from self._outcome(task, future)
        self._workers.renew()

    def _outcome(self, task: _Task, future: Future[Product]) -> Iterator[Event]:
        error = future.exception()
        if error is None:
            yield from self._done(task, future.result())
        else:
            yield from self._failed(task, error)

    def _done(self, task: _Task, product: Product) -> Iterator[Event]:
        kept = _try(self._kept, task, product)
        if error := kept.exception():
            yield from self._failed(task, error)
            return
        task.lot.products[task.job.name] = product
        yield Finished(task.lot.name, task.job.name, task.reasons, product)
        yield from self._one_less(task.lot)

    def _kept(self, task: _Task, product: Product) -> None:
        """Remember what was made, and let it out unless it waits for others."""
        lot = task.lot
        if task.reasons and lot.lot.remembered:
            Record(task.job.recipe, product).keep(lot.shelf.store, task.job.name)
        if not lot.lot.together:
            lot.shelf.release(product.files)

    def _failed(self, task: _Task, error: BaseException) -> Iterator[Event]:
        if isinstance(error, BrokenExecutor):
            error = DocgenError(_DIED.fill(job=task.job.name), _MEMORY)
        task.lot.failed = True
        yield Failed(task.lot.name, task.job.name, error)
        yield from self._one_less(task.lot)

    def _one_less(self, lot: _Open) -> Iterator[Event]:
        lot.left -= 1
        yield from self._closed(lot)

    def _closed(self, lot: _Open) -> Iterator[Event]:
        """Publish a lot whose jobs are all finished; one that failed leaves what was there as it was."""
        if lot.left or not lot.planned:
            return
        if not (lot.failed and lot.lot.together):
            published = _try(self._published, lot)
            error = published.exception()
            yield Failed(lot.name, "", error) if error else published.result()
        if not lot.lot.remembered:
            lot.shelf.clear()
        self._open.remove(lot.close)
        lot.close.close()

    def _published(self, lot: _Open) -> Published:
        if lot.lot.binding:
            made = [lot.products[name] for name in lot.names]
            lot.products[""] = lot.lot.binding(lot.shelf.desk, made)
        files = [filed for product in lot.products.values() for filed in product.files]
        entries: list[Entry] = []
        if lot.lot.tool:
            about = lot.lot
            entries = lot.shelf.commit(
                files, data=about.data, tool=about.tool, order=about.order, complete=about.complete and not lot.failed
            )
            forget(lot.shelf.store, lot.shelf.listed())
        if not lot.failed:
            lot.shelf.clear()
        return Published(lot.name, lot.lot.about, entries, lot.products)


def _try(function: Callable[..., Any], *arguments: Any) -> Future[Any]:
    """Return what a function returns or raises, to be looked at."""
    return Alone().submit(function, *arguments)
