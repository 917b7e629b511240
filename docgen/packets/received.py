"""What is known of a file before it is bound: whether it is a Word file, and how much of its pages' foot is empty."""

import zipfile
from functools import lru_cache
from pathlib import Path

from docgen import typeset


def is_word(path: Path) -> bool:
    """Return whether a file is a Word file, whatever it is called."""
    if not path.is_file() or not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as package:
        return "word/document.xml" in package.namelist()


@lru_cache(maxsize=64)
def foot_of(template: Path) -> float:
    """Return how many points at the foot of every page that a template makes hold nothing."""
    return typeset.free_foot(typeset.read(template.read_bytes()))
