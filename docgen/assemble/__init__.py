"""PDFs and pictures into one packet: cover, contents, continuous page numbers, parts on right-hand pages, ways through.

::

    with open("packet.pdf", "wb") as file:
        assembled = assemble(Packet("评审材料汇编", (Part("甲联盟", (Attachment("a.pdf", Path("a.pdf")),)),)), file)

Knows no alliance and no programme, and never skips a file in silence.
"""

from docgen.assemble.binding import assemble
from docgen.assemble.enlarging import enlarged
from docgen.assemble.intake import Intake
from docgen.assemble.ordering import attachments
from docgen.assemble.packet import (
    Assembled,
    Attachment,
    Checksum,
    Frontispiece,
    Line,
    Notice,
    Packet,
    Part,
    Permission,
    Protection,
    Section,
)

__all__ = [
    "Assembled",
    "Attachment",
    "Checksum",
    "Frontispiece",
    "Intake",
    "Line",
    "Notice",
    "Packet",
    "Part",
    "Permission",
    "Protection",
    "Section",
    "assemble",
    "attachments",
    "enlarged",
]
