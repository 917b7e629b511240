"""How much one document may ask for: what an honest template never reaches, and an attack always."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from jinja2.exceptions import SecurityError

MOST_PIECES: Final = 5_000_000  # of text and values in one part


class TooMuchError(SecurityError):
    """A template asks for more than any document needs."""


def joined(pieces: Iterator[str]) -> str:
    """Return the text of a part; raises TooMuchError when it has no end."""
    text = "".join(islice(pieces, MOST_PIECES))
    if next(pieces, None) is not None:
        raise TooMuchError("the document would be endless")
    return text
