import pytest

from docgen.programme import Programme, load
from docgen.shipped import TEMPLATES


@pytest.fixture(scope="session")
def programme() -> Programme:
    return load("xiamen-2008", [TEMPLATES])
