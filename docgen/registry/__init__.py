"""The register of certificates: numbers without gaps, entries that nobody changes, in SQLite or PostgreSQL.

Knows SQL, and nothing of alliances or programmes: what a certificate says is a :class:`Face` of plain text.
"""

from docgen.registry.entries import Act, Entry, Event, Face, Verification
from docgen.registry.register import Adopted, Register
from docgen.registry.standing import Certificate, Due, Status

__all__ = ["Act", "Adopted", "Certificate", "Due", "Entry", "Event", "Face", "Register", "Status", "Verification"]
