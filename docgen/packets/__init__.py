"""Packets from a packet file: cover, contents, parts and checksums of a programme's own templates."""

from docgen.packets.making import Made, make
from docgen.packets.sheet import KEYS, PacketSheet

__all__ = ["KEYS", "Made", "PacketSheet", "make"]
