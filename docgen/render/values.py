"""Values made safe at the moment they are printed, so that nothing has to be repaired afterwards."""

import re
from typing import Final

BREAK: Final = '</w:t><w:br/><w:t xml:space="preserve">'
TAB: Final = '</w:t><w:tab/><w:t xml:space="preserve">'

_ILLEGAL_CLASS = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
ILLEGAL: Final = re.compile(f"[{_ILLEGAL_CLASS}]")
special: Final = re.compile(f"[&<>\"'\t\n\r{_ILLEGAL_CLASS}]").search
"""Find the first character of a value that cannot be printed as it is."""

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}
_ESCAPED = str.maketrans(_ENTITIES)
_AS_TEXT = str.maketrans(_ENTITIES | {"\t": TAB, "\n": BREAK})
_REFERENCES = {written: character for character, written in (*_ENTITIES.items(), ("\t", "&#9;"), ("\n", "&#10;"))}
_REFERENCE = re.compile("|".join(_REFERENCES))
_AS_PLAIN = str.maketrans(_ENTITIES | {"\t": "&#9;", "\n": "&#10;"})


class UnprintableCharacterError(ValueError):
    """A character that XML cannot carry; ``index`` is its offset in the value."""

    def __init__(self, character: str, index: int) -> None:
        super().__init__(f"U+{ord(character):04X}")
        self.character = character
        self.index = index


def escaped(value: str) -> str:
    """Return ``value`` with XML's special characters as entities and nothing else changed."""
    return value.translate(_ESCAPED)


def as_read(xml: str) -> str | None:
    """Return the text that :func:`as_text` or :func:`as_plain` would print so; None if the XML holds more than that."""
    plain = xml.replace(BREAK, "\n").replace(TAB, "\t")
    return None if "<" in plain else _REFERENCE.sub(lambda match: _REFERENCES[match.group()], plain)


def as_text(value: str) -> str:
    """Return ``value`` as the content of a ``w:t``: escaped, line breaks and tabs as Word's own."""
    if not special(value):
        return value
    return _checked(value).translate(_AS_TEXT)


def as_plain(value: str) -> str:
    """Return ``value`` for an attribute or an element without runs: escaped, breaks and tabs kept as characters."""
    if not special(value):
        return value
    return _checked(value).translate(_AS_PLAIN)


def _checked(value: str) -> str:
    illegal = ILLEGAL.search(value)
    if illegal:
        raise UnprintableCharacterError(illegal.group(), illegal.start())
    return value.replace("\r\n", "\n").replace("\r", "\n")


# docxtpl's Listing and RichText: their XML holds \n \t, and \a for a new paragraph, \f for a page break.
_RICH = re.compile("[\n\t\a\f]")
_RICH_PARAGRAPH = re.compile(r"(<w:p>(<w:pPr>.*?</w:pPr>)?)(.*?)(?=</w:p>)", re.DOTALL)
_RICH_RUN = re.compile(r"(<w:r>(<w:rPr>.*?</w:rPr>)?<w:t[^>]*>)([^<]*)", re.DOTALL)


def rich_as_text(xml: str, paragraph: str, run: str) -> str:
    """Return a rich value printed inside a ``w:t`` that stands in these paragraph and run properties (XML)."""
    if not is_runs(xml):
        return _broken(xml, paragraph, run)
    return f'</w:t></w:r>{rich_as_runs(xml, paragraph)}<w:r>{run}<w:t xml:space="preserve">'


def rich_as_runs(xml: str, paragraph: str) -> str:
    """Return a rich value printed in the place of a run."""
    return _RICH_RUN.sub(lambda match: match[1] + _broken(match[3], paragraph, match[2] or ""), xml)


def rich_as_paragraphs(xml: str) -> str:
    """Return a rich value that is paragraphs of its own, printed in the place of one."""
    return _RICH_PARAGRAPH.sub(lambda match: match[1] + rich_as_runs(match[3], match[2] or ""), xml)


def is_runs(xml: str) -> bool:
    """Return whether the XML begins with a run or a hyperlink."""
    return xml.startswith(("<w:r>", "<w:r ", "<w:hyperlink"))


def _broken(text: str, paragraph: str, run: str) -> str:
    if not _RICH.search(text):
        return text
    begin = f'<w:p>{paragraph}<w:r>{run}<w:t xml:space="preserve">'
    end = "</w:t></w:r></w:p>"
    page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    breaks: dict[str, str | int | None] = {"\n": BREAK, "\t": TAB, "\a": end + begin, "\f": end + page + begin}
    return text.translate(str.maketrans(breaks))
