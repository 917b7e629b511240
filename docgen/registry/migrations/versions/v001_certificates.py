"""Groups, numbers and entries of certificates; entries can be added and never be changed or removed."""

import sqlalchemy as sa
from alembic import op

revision = "001"
down_revision = None

_SQLITE = """
CREATE TRIGGER register_entries_no_{verb} BEFORE {verb} ON register_entries
BEGIN SELECT RAISE(ABORT, 'the register is append-only'); END
"""
_POSTGRESQL = """
CREATE FUNCTION register_entries_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the register is append-only'; END $$;
CREATE TRIGGER register_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON register_entries
FOR EACH STATEMENT EXECUTE FUNCTION register_entries_refuse()
"""


def upgrade() -> None:
    """Make the tables and the triggers that keep entries as they are."""
    op.create_table(
        "certificate_groups",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("serial", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.UniqueConstraint("series", "serial"),
        sa.UniqueConstraint("series", "name"),
    )
    op.create_table(
        "certificate_numbers",
        sa.Column("number", sa.Text, primary_key=True),
        sa.Column("group_id", sa.Integer, sa.ForeignKey("certificate_groups.id"), nullable=False),
        sa.Column("serial", sa.Integer, nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.UniqueConstraint("group_id", "serial"),
        sa.UniqueConstraint("group_id", "holder"),
    )
    op.create_table(
        "register_entries",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Text, sa.ForeignKey("certificate_numbers.number"), nullable=False, index=True),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("face", sa.Text, nullable=False),
        sa.Column("previous", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(_SQLITE.format(verb=verb))
    else:
        op.execute(_POSTGRESQL)
