"""A register's database of each sort, empty; PostgreSQL is started on loopback by an unprivileged user."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from docgen.registry import Act, Event, Face

SERIES = "厦联试〔2009〕{group}-{serial}号"
LED = "厦门市半导体照明产业技术创新战略联盟"
DAY = date(2009, 1, 10)


def act(event: Event = Event.ISSUED, on: date = DAY) -> Act:
    """An act of the office."""
    return Act(event, on, "经办人", "授予", "厦科联〔2009〕1号")


def face(unit: str, **changes) -> Face:
    """What a pilot certificate of a unit says."""
    said = {
        "kind": "pilot",
        "unit": unit,
        "unit_code": "",
        "alliance": LED,
        "title": f"{LED}试点单位",
        "issuers": ("厦门市科学技术局", "厦门市发展和改革委员会", "厦门市经济发展局"),
        "issued_on": DAY,
        "expires_on": date(2011, 1, 9),
        "assessed_by": date(2011, 1, 9),
    }
    return Face(**said | changes)


def _missing(what: str) -> None:
    if os.environ.get("DOCGEN_SKIP_NOTHING"):
        pytest.fail(f"{what}, and nothing may be skipped here")
    pytest.skip(what)


def _programs() -> Path:
    found = shutil.which("initdb")
    places = [Path(found)] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not places:
        _missing("PostgreSQL (initdb) is not installed")
    return places[-1].parent


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server, without the name of a database."""
    programs = _programs()
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


def _exists(name: str) -> bool:
    return name in {entry.pw_name for entry in pwd.getpwall()}


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each sort."""
    if request.param == "sqlite":
        return str(tmp_path / "register.sqlite")
    import psycopg  # noqa: PLC0415 - it is an extra

    address = f"{request.getfixturevalue('server')}/postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return address
