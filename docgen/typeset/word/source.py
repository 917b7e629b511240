"""What all stories of one document share: parts, styles, lists, settings, notes and warnings."""

from typing import Protocol

from lxml.etree import _Element as Element

from docgen.typeset.tree import Grid, Properties, Settings, Story
from docgen.typeset.word.memory import Recall
from docgen.typeset.word.numbering import numbering
from docgen.typeset.word.package import Package, W
from docgen.typeset.word.styles import Styles, TableLook
from docgen.typeset.word.stylesheet import stylesheet
from docgen.typeset.word.values import VAL, is_on, points, text_of, whole
from docgen.typeset.word.warnings import Warnings

_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_FIRST_MODE_WITH_FLUSH_TABLES = 15


class Source:
    """One document's shared parts; ``markup``: tracked changes and comments are shown, not only what holds now."""

    def __init__(self, package: Package, *, markup: bool = False) -> None:
        self.package = package
        self.markup = markup
        self.warnings = Warnings(package.reach)
        settings = self.part("settings")
        language = None if settings is None else settings.find(W + "themeFontLang")
        east_asian = None if language is None else language.get(W + "eastAsia")
        sheet = stylesheet(self._content("styles"), self._content("theme"), east_asian)
        self.numbering = numbering(self._content("numbering"))
        self.flush_tables = _compatibility_mode(settings) >= _FIRST_MODE_WITH_FLUSH_TABLES
        definitions = (sheet.serial, self.numbering.serial, self.flush_tables, markup)
        self.recall = Recall(definitions, package.reach)
        self.styles = Styles(sheet, self.warnings.unknown, self.recall)
        for name in self.numbering.unknown:
            self.warnings.unknown(name)
        self.settings = _settings(settings)

    def runs_on(self) -> None:
        """Note that what is being read follows from, or changes, what came before: a list's number, an open field."""
        self.package.reach.often += 1

    def part(self, kind: str) -> Element | None:
        """Return the part that the document relates to as ``kind`` (styles, settings …)."""
        name = self.package.related(self.package.main, kind)
        return None if name is None else self.package.tree(name)

    def _content(self, kind: str) -> bytes | None:
        name = self.package.related(self.package.main, kind)
        return None if name is None else self.package.read(name)

    def properties(self) -> Properties:
        """Return title, author, subject and keywords from the core properties."""
        name = self.package.related("", "core-properties")
        root = None if name is None else self.package.tree(name)
        if root is None:
            return Properties()
        keywords = (root.findtext(_CP + "keywords") or "").replace("；", ";").replace("，", ";").replace(",", ";")
        return Properties(
            title=(root.findtext(_DC + "title") or "").strip(),
            author=(root.findtext(_DC + "creator") or "").strip(),
            subject=(root.findtext(_DC + "subject") or "").strip(),
            keywords=tuple(word.strip() for word in keywords.split(";") if word.strip()),
        )


class StoryReader(Protocol):
    """Reads the blocks of one part; tables and shapes call back into it for what they hold."""

    source: Source
    part: str
    grid: Grid
    width: float

    def blocks(self, parent: Element, look: TableLook) -> Story:
        """Return the paragraphs and tables inside ``parent``."""


def _settings(root: Element | None) -> Settings:
    if root is None:
        return Settings()
    compat = root.find(W + "compat")
    tab = root.find(W + "defaultTabStop")
    return Settings(
        default_tab=36.0 if tab is None else points(tab.get(VAL), 36.0),
        even_and_odd=is_on(root, "evenAndOddHeaders"),
        stretch_breaks=not is_on(compat, "doNotExpandShiftReturn"),
        grid_in_tables=is_on(compat, "adjustLineHeightInTable"),
        additive_spacing=is_on(compat, "doNotUseHTMLParagraphAutoSpacing"),
        footnotes=text_of(root.find(W + "footnotePr"), "numFmt") or "decimal",
        endnotes=text_of(root.find(W + "endnotePr"), "numFmt") or "lowerRoman",
    )


def _compatibility_mode(root: Element | None) -> int:
    compat = None if root is None else root.find(W + "compat")
    for setting in compat.iterfind(W + "compatSetting") if compat is not None else ():
        if setting.get(W + "name") == "compatibilityMode":
            return whole(setting.get(VAL), 12)
    return 12
