"""The domain: what an alliance file says, as frozen values; no file and no format is known here."""

from docgen.model.alliance import Alliance, Member, Task
from docgen.model.keys import CHINESE_KEYS
from docgen.model.round import Round
from docgen.model.values import Month, Record

__all__ = ["CHINESE_KEYS", "Alliance", "Member", "Month", "Record", "Round", "Task"]
