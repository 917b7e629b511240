"""Packets: files that a packet file lists, or the papers and attachments of a round, bound into books.

Cover, contents, checksums and slips are set from a programme's own templates.
"""

from docgen.packets.making import Made, make
from docgen.packets.rounds import PACKETS, pack_all
from docgen.packets.sheet import KEYS, PacketSheet
from docgen.packets.volumes import Order

__all__ = ["KEYS", "PACKETS", "Made", "Order", "PacketSheet", "make", "pack_all"]
