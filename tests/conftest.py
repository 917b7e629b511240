"""What every test may ask for."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
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


ROUND = "rounds/2008-2/round.yaml"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is made now as what shall be made")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep out of the cache of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


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


@pytest.fixture(scope="session")
def saved_by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[bytes]]:
    """Save DOCX files with LibreOffice as DOCX (or turn them into something else), all in one go; skips without it."""
    program = shutil.which("soffice")
    if not program:
        if os.environ.get("DOCGEN_SKIP_NOTHING"):
            pytest.fail("LibreOffice is missing, and nothing may be skipped here")
        pytest.skip("LibreOffice (soffice) is not installed")

    def save(*files: bytes, to: str = "docx:MS Word 2007 XML") -> list[bytes]:
        folder = tmp_path_factory.mktemp("office")
        names = [folder / f"{number:04}.docx" for number in range(len(files))]
        for name, file in zip(names, files, strict=True):
            name.write_bytes(file)
        profile = f"-env:UserInstallation=file://{tmp_path_factory.getbasetemp()}/profile"
        command = [program, profile, "--headless", "--convert-to", to, "--outdir", str(folder / "saved"), *names]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return [next((folder / "saved").glob(f"{name.stem}.*")).read_bytes() for name in names]

    return save


@pytest.fixture
def unmarked(tmp_path: Path) -> Path:
    """The sample round as it is before the meeting, in a folder of its own."""
    return before_the_meeting(tmp_path)


def before_the_meeting(folder: Path) -> Path:
    """Copy the samples into a folder, with a round that has no marks yet; return its file."""
    shutil.copytree(SAMPLES / "xiamen-2008", folder / "samples")
    file = folder / "samples" / ROUND
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("\nscores:")] + "\n", "utf-8")
    return file


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run the command line: ``run("check", path).output`` and ``.exit_code``."""

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)

    return run
