"""A register's database of each sort, empty; PostgreSQL is started on loopback by an unprivileged user."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from docgen.registry import Act, Event, Face
from tests.registry import postgres

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


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server, without the name of a database."""
    if not postgres.is_installed():
        if os.environ.get("DOCGEN_SKIP_NOTHING"):
            pytest.fail("PostgreSQL (initdb) is not installed, and nothing may be skipped here")
        pytest.skip("PostgreSQL (initdb) is not installed")
    with postgres.started() as address:
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each sort."""
    if request.param == "sqlite":
        return str(tmp_path / "register.sqlite")
    return postgres.emptied(request.getfixturevalue("server"))
