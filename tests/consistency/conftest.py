"""The second city's sample with its papers, made once a run."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from docgen import building, pipeline
from docgen.shipped import SAMPLES

MARINE = SAMPLES / "shili-2021/marine.yaml"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of finished papers, with the alliance file beside it."""
    home = tmp_path_factory.mktemp("marine")
    shutil.copy(MARINE, home)
    kinds = ("work-plan", "commitment-letter", "evaluation-sheet", "pilot-certificates")
    building.build(home / "marine.yaml", home / "papers", pipeline.Order(only=kinds, as_of=date(2021, 7, 25)))
    return home / "papers"


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of that folder, to be changed."""
    shutil.copy(made.parent / "marine.yaml", tmp_path)
    shutil.copytree(made, tmp_path / "papers")
    return tmp_path / "papers"
