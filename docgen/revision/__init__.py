"""What people do with a Word file after it was made; knows Word, and no alliance and no programme.

A document carries the account of itself: a hidden bookmark on each paragraph, and a part of its own that says of each
bookmark what stands there and where it came from. Both survive Word and LibreOffice.
"""

from docgen.revision.carrier import body_of, carry, recover
from docgen.revision.comparing import UnprovenError, redline
from docgen.revision.lines import Bit, Line, lines
from docgen.revision.record import Passage, Record, Stretch

__all__ = [
    "Bit",
    "Line",
    "Passage",
    "Record",
    "Stretch",
    "UnprovenError",
    "body_of",
    "carry",
    "lines",
    "recover",
    "redline",
]
