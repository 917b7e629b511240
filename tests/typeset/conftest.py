"""Word files for the tests, and what is printed of them."""

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace

import printed
import pytest
import wordml

from docgen.typeset import Typeset, typeset
from docgen.typeset.tree import Document
from docgen.typeset.word import read


@pytest.fixture(scope="session")
def word() -> SimpleNamespace:
    """What Word files are made of: ``word.docx(word.paragraph(…))``, with the constants A4 and FANGSONG."""
    names = ("A4", "FANGSONG", "run", "paragraph", "section", "table", "row", "cell", "field", "docx", "packed")
    return SimpleNamespace(pages=printed.pages, **{name: getattr(wordml, name) for name in names})


@pytest.fixture(scope="session")
def tree() -> Callable[..., Document]:
    """The document tree of a body: ``tree(body, styles=…)``."""
    return lambda body, **parts: read(wordml.docx(body, **parts))


@pytest.fixture(scope="session")
def laid_out() -> Callable[..., Typeset]:
    """The PDF of a body: ``laid_out(body, styles=…)``."""

    def laid_out(body: str, **parts: str | bytes) -> Typeset:
        (result,) = typeset([wordml.docx(body, **parts)], created=dt.date(2009, 1, 2))
        return result

    return laid_out
