"""How certificates look, and how they go to the printer: designs, sizes, editions, and one PDF of all."""

import re
from dataclasses import dataclass
from pathlib import Path

from docgen.certificates.overlay import Offset
from docgen.diagnostics import Wording
from docgen.errors import InputError
from docgen.render.resizing import Sheet, own_sheet

_NO_DESIGN = Wording("没有名为“{design}”的式样", "there is no design called “{design}”")
_NO_EDITION = Wording("式样“{design}”没有中英双语的", "the design “{design}” has no edition in both languages")
_DESIGNS = Wording("可以写：{known}", "there are: {known}")
_USUAL_ALONE = Wording(
    "不写 --design、--bilingual，用本方案通常的式样；新的式样是模板旁边的一个 template-名字.docx",
    "without --design and --bilingual the programme's usual one is taken; a design is a template-NAME.docx beside it",
)
_NO_SIZE = Wording("尺寸“{size}”读不懂", "the size “{size}” cannot be read")
_SIZES = Wording("写 a4、a3，或者宽x高（毫米），例如 600x400", "write a4, a3, or width x height in mm such as 600x400")
_TURNED = Wording("尺寸“{size}”的宽和高与式样相反", "the size “{size}” has width and height the other way round")
_TURN = Wording("这个式样写作 {size}", "for this design write {size}")


@dataclass(frozen=True)
class Look:
    """How certificates look: by which design (none: the usual), on sheets of which size, in Chinese or bilingual.

    A design is a ``template-<design>.docx`` beside the usual template, and its bilingual edition has ``-bilingual``
    after that; a size is ``a4``, ``a3`` or ``600x400`` (mm). With ``duplicates`` each has a second one that is marked
    so. The PDF for the printer has so many ``copies`` of each, together; with an ``overlay`` (mm to the right and down,
    ``1.5,-2``) it is for stock on which frame and heading are printed.
    """

    design: str | None = None
    size: str = "a4"
    bilingual: bool = False
    copies: int = 1
    overlay: str | None = None
    duplicates: bool = False

    @property
    def offset(self) -> Offset | None:
        """How far the print for printed stock is moved, if one is wanted; raises InputError for what is no offset."""
        return None if self.overlay is None else Offset.of(self.overlay)

    def template(self, usual: Path) -> Path:
        """Return the design's template beside the usual one; raise InputError where there is none."""
        stem = "-".join(("template", *([self.design] if self.design else []), *([BILINGUAL] if self.bilingual else [])))
        found = usual.with_name(f"{stem}.docx")
        if not found.is_file():
            stems = sorted(path.stem.removeprefix("template-") for path in usual.parent.glob("template-*.docx"))
            known = [stem for stem in stems if not stem.endswith(BILINGUAL)]
            lacking = _NO_EDITION if self.bilingual and self.design in {None, *known} else _NO_DESIGN
            hint = _DESIGNS.fill(known="、".join(known)) if known else _USUAL_ALONE
            raise InputError(lacking.fill(design=self.design or _USUAL), hint)
        return found

    @property
    def sheet(self) -> Sheet | None:
        """The sheets, where they are not those of the template; raises InputError for what is no size."""
        size = self.size.lower()
        if size == "a4":
            return None
        found = _SIZE.fullmatch(_SHEETS.get(size, size))
        if not found:
            raise InputError(_NO_SIZE.fill(size=self.size), _SIZES)
        return Sheet(int(found[1]), int(found[2]))

    def sheet_of(self, usual: Path) -> Sheet | None:
        """Return the sheets for the design beside the usual template: A3 lies or stands as the design does.

        Raises InputError where width and height are the other way round.
        """
        sheet = self.sheet
        own = own_sheet(self.template(usual).read_bytes())
        if sheet is None or sheet.width == sheet.height or sheet.stands == own.stands:
            return sheet
        if self.size.lower() not in _SHEETS:
            right = f"{sheet.height:.0f}x{sheet.width:.0f}"
            raise InputError(_TURNED.fill(size=self.size), _TURN.fill(size=right))
        return sheet.turned()


BILINGUAL = "bilingual"
"""How the template of a design in both languages ends."""
_USUAL = "template"
_SHEETS = {"a3": "420x297"}
_SIZE = re.compile(r"([1-9]\d{2,3})[x×]([1-9]\d{2,3})")
