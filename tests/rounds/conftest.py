import shutil
from pathlib import Path

import pytest

from docgen.shipped import SAMPLES


@pytest.fixture(scope="session")
def sample_round() -> Path:
    return SAMPLES / "xiamen-2008/rounds/2008-2/round.yaml"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The sample round in a folder of its own, to be changed."""
    shutil.copytree(SAMPLES / "xiamen-2008", tmp_path / "samples")
    return tmp_path / "samples/rounds/2008-2/round.yaml"
