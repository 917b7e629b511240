"""The tables of the register, as the newest migration leaves them."""

from sqlalchemy import Column, Date, ForeignKey, Integer, MetaData, Table, Text, UniqueConstraint

metadata = MetaData()

groups = Table(
    "certificate_groups",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("series", Text, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("series", "serial"),
    UniqueConstraint("series", "name"),
)
"""The bodies whose certificates share the first serial of a number: an alliance within the pattern of a year."""

numbers = Table(
    "certificate_numbers",
    metadata,
    Column("number", Text, primary_key=True),
    Column("group_id", Integer, ForeignKey("certificate_groups.id"), nullable=False),
    Column("serial", Integer, nullable=False),
    Column("holder", Text, nullable=False),
    UniqueConstraint("group_id", "serial"),
    UniqueConstraint("group_id", "holder"),
)
"""Every number that is taken. One without an entry is only reserved; the foreign key keeps all others for ever."""

entries = Table(
    "register_entries",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("number", Text, ForeignKey("certificate_numbers.number"), nullable=False, index=True),
    Column("event", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("face", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("digest", Text, nullable=False),
)
"""What happened to certificates, in order; triggers refuse every change and every removal."""
