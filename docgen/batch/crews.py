"""Who does the work: this process, several processes of this machine, or the machines of a Dask cluster."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any, Protocol

from docgen.diagnostics import Wording
from docgen.errors import DocgenError

_NO_DASK = Wording("--cluster 需要 dask.distributed", "--cluster needs dask.distributed")
_INSTALL = Wording("安装：pip install 'alliance-docgen[cluster]'", "pip install 'alliance-docgen[cluster]'")
_UNREACHABLE = Wording("连不上集群 {address}：{reason}", "the cluster {address} cannot be reached: {reason}")
_START_IT = Wording(
    "检查调度器（dask scheduler）是否在运行、地址是否写对", "check that the Dask scheduler runs, and its address"
)
_CONNECTING = 15  # seconds


class Crew(Protocol):
    """Does work elsewhere; ``width`` is how much it does at a time."""

    width: int

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Begin a work."""

    def renew(self) -> None:
        """Replace those that a work has taken down with it."""


@contextmanager
def crew(*, jobs: int = 1, cluster: str | None = None) -> Iterator[Crew]:
    """Return who does the work: ``jobs`` processes, or the cluster whose scheduler has this address.

    They end with the block, whatever they are doing, and also if this process is killed. Raises DocgenError where a
    cluster cannot be reached.
    """
    if cluster is not None:
        with _cluster(cluster) as machines:
            yield machines
    elif jobs <= 1:
        yield Alone()
    else:
        with Processes(jobs) as processes:
            yield processes


class Alone:
    """Does the work at once, in this process."""

    width = 1

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Do the work."""
        future: Future[Any] = Future()
        try:
            future.set_result(function(*arguments))
        except Exception as error:  # noqa: BLE001 - an executor hands on whatever a work raises
            future.set_exception(error)
        return future

    def renew(self) -> None:
        """Do nothing: it cannot outlive itself."""


class Processes:
    """Several processes of this machine, which end at once when the pipe that ties them to this one is closed."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._context = multiprocessing.get_context(_start_method())
        self._pool, self._tie = self._begun()

    def __enter__(self) -> "Processes":
        return self

    def __exit__(self, *_: object) -> None:
        self._tie.close()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Begin a work."""
        return self._pool.submit(function, *arguments)

    def renew(self) -> None:
        """Replace the processes."""
        self.__exit__()
        self._pool, self._tie = self._begun()

    def _begun(self) -> tuple[ProcessPoolExecutor, Connection]:
        ear, tie = self._context.Pipe(duplex=False)
        pool = ProcessPoolExecutor(self.width, self._context, initializer=_tied, initargs=(ear,))
        return pool, tie


class Machines:
    """A Dask cluster: its scheduler gives the work of a machine that is gone to another."""

    def __init__(self, executor: Executor, width: int) -> None:
        self.width = width
        self._executor = executor

    def submit(self, function: Callable[..., Any], *arguments: Any) -> Future[Any]:
        """Begin a work."""
        return self._executor.submit(function, *arguments)

    def renew(self) -> None:
        """Do nothing: the scheduler does it."""


@contextmanager
def _cluster(address: str) -> Iterator[Machines]:
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise DocgenError(_NO_DASK, _INSTALL) from error
    try:
        connect: Any = Client
        client = connect(address, timeout=_CONNECTING, set_as_default=False)
    except (OSError, ValueError) as error:
        raise DocgenError(_UNREACHABLE.fill(address=address, reason=error), _START_IT) from error
    with client:
        yield Machines(client.get_executor(pure=False), max(1, sum(client.ncores().values())))


def _start_method() -> str:
    """Return how processes are started: from a clean one that has no threads, where the system can fork."""
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


def _tied(ear: Connection) -> None:
    """Begin a process: an interrupt is the parent's affair, and the end of the parent is the end of this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(ear,), daemon=True).start()


def _end_with_parent(ear: Connection) -> None:
    with suppress(EOFError, OSError):
        ear.recv()  # nothing is ever sent: it returns when the other end is gone
    os._exit(1)
