"""What every test may ask for."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from docgen.cli import main
from docgen.model import CHINESE_KEYS, Alliance
from docgen.shipped import SAMPLES
from docgen.source import fit, read

# What lands must not depend on luck: with nothing skipped, property tests try the same examples every time.
settings.register_profile("ci", derandomize=True)
if os.environ.get("DOCGEN_SKIP_NOTHING"):
    settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is made now as what shall be made")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def samples() -> list[Path]:
    return sorted((SAMPLES / "xiamen-2008").glob("*.yaml"))


@pytest.fixture(scope="session")
def led() -> Alliance:
    alliance, findings = fit(read(SAMPLES / "xiamen-2008" / "led.yaml", spellings=CHINESE_KEYS), Alliance)
    assert alliance is not None, findings
    return alliance


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run the command line: ``run("check", path).output`` and ``.exit_code``."""

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)

    return run
