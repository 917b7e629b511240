from datetime import date

import pytest

from docgen.model import Alliance
from docgen.programme import Programme, load
from docgen.shipped import SAMPLES, TEMPLATES
from docgen.source import fit, read
from docgen.status import Standing, standing


@pytest.fixture(scope="session")
def xiamen() -> Programme:
    return load("xiamen-2008", [TEMPLATES])


@pytest.fixture(scope="session")
def machinery() -> Alliance:
    alliance, findings = fit(read(SAMPLES / "xiamen-2008" / "machinery.yaml"), Alliance)
    assert alliance is not None, findings
    return alliance


@pytest.fixture(scope="session")
def stands(machinery: Alliance, xiamen: Programme):
    """Where the sample stands on a day."""

    def at(day: str, alliance: Alliance = machinery) -> Standing:
        return standing(alliance, xiamen, date.fromisoformat(day))

    return at
