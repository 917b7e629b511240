"""Agreements made from the sample with some of its choices changed."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from docgen import clauses
from docgen.clauses import AgreementText
from docgen.model import Alliance
from docgen.programme import Programme, load
from docgen.shipped import SAMPLES, TEMPLATES
from docgen.source import read

Changes = Mapping[str, Any]


@pytest.fixture(scope="session")
def programme() -> Programme:
    return load("xiamen-2008", [TEMPLATES])


@pytest.fixture(scope="session")
def changed() -> Callable[[Changes], Alliance]:
    """The sample with values changed, by the dotted way to each: ``{"mechanisms.ip.risk": "by_input"}``."""

    led = read(SAMPLES / "xiamen-2008" / "led.yaml").values

    def change(changes: Changes) -> Alliance:
        values = deepcopy(led)
        for path, value in changes.items():
            *way, last = path.split(".")
            place = values
            for step in way:
                place = place[int(step) if step.isdigit() else step]
            place[int(last) if last.isdigit() else last] = value
        return Alliance.model_validate(values)

    return change


@pytest.fixture(scope="session")
def write(changed: Callable[[Changes], Alliance], programme: Programme) -> Callable[..., AgreementText]:
    def agreement(changes: Changes | None = None, on: date = date(2008, 11, 20)) -> AgreementText:
        return clauses.agreement(changed(changes or {}), programme, on=on)

    return agreement


@pytest.fixture
def article() -> Callable[[AgreementText, str], str]:
    def words(agreement: AgreementText, clause_id: str) -> str:
        found = next(article for article in agreement.articles if article.id == clause_id)
        lines = [text for part in found.paragraphs for text in (part.text, *(point.text for point in part.points))]
        return "\n".join(lines)

    return words
