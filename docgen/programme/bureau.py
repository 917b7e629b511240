"""What the lead bureau of a programme does by itself: liaison officers, taking letters, the form of its papers."""

from typing import Literal

from pydantic import Field

from docgen.model.values import Flag, Record, Text
from docgen.programme.dated import Dated
from docgen.programme.marking import MarkSheet


class Liaison(Record):
    """What a liaison officer (科技联络员) is sent to do, for how many years, and how he or she is appraised."""

    term_years: int = Field(ge=1)
    duties: tuple[Text, ...]
    discipline: tuple[Text, ...] = ()
    cite: Text
    sheet: MarkSheet


class Reception(Record):
    """Where the lead bureau takes letters and objections: the office, and another one that supervises it."""

    office: Text
    phone: Text
    supervision: Text
    supervision_phone: Text
    address: Text


class PaperFormat(Dated):
    """The standard of official papers (公文格式) in these days, and what differs from one to the other.

    ``date`` is how the day of issue is written; ``keywords``: whether the foot of a paper has a line of 主题词.
    """

    cite: Text
    date: Literal["chinese", "arabic"]
    keywords: Flag = False
