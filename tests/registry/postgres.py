"""A PostgreSQL server of our own: on loopback, run by an unprivileged user, and gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def is_installed() -> bool:
    """Whether there is a server to start."""
    return bool(_initdb())


def _initdb() -> list[Path]:
    found = shutil.which("initdb")
    return [Path(found)] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


@contextmanager
def started() -> Iterator[str]:
    """Start a server; give its address, without the name of a database."""
    programs = _initdb()[-1].parent
    user = next((name for name in ("postgres", "nobody") if os.geteuid() == 0 and _exists(name)), None)
    home = Path(tempfile.mkdtemp(prefix="docgen-postgres-"))
    if user:
        shutil.chown(home, user)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data, log = home / "data", home / "log"
    as_user = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    quiet = {"capture_output": True, "cwd": home, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C"}}
    initdb = [programs / "initdb", "-D", data, "-U", "clerk", "-A", "trust", "-E", "UTF8", "--no-sync", "--no-locale"]
    subprocess.run(initdb, check=True, **quiet, **as_user)
    options = f"-h 127.0.0.1 -p {port} -k '' -c fsync=off"
    start = [programs / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start"]
    subprocess.run(start, check=True, stdout=subprocess.DEVNULL, cwd=home, env=quiet["env"], **as_user)
    try:
        yield f"postgresql://clerk@127.0.0.1:{port}"
    finally:
        subprocess.run([programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], check=True, **quiet, **as_user)
        shutil.rmtree(home, ignore_errors=True)


def emptied(server: str) -> str:
    """Return the address of an empty database on a server."""
    import psycopg  # noqa: PLC0415 - it is an extra

    address = f"{server}/postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return address


def _exists(name: str) -> bool:
    return name in {entry.pw_name for entry in pwd.getpwall()}
