"""How certificates look, and how they go to the printer: designs, sizes, editions, and one PDF of all."""

import re
from dataclasses import dataclass
from pathlib import Path

from docgen.certificates.overlay import Offset
from docgen.diagnostics import Wording
from docgen.errors import InputError
from docgen.render.resizing import Sheet

_NO_DESIGN = Wording("没有名为“{design}”的式样", "there is no design called “{design}”")
_DESIGNS = Wording("可以写：{known}", "there are: {known}")
_NO_SIZE = Wording("尺寸“{size}”读不懂", "the size “{size}” cannot be read")
_SIZES = Wording("写 a4、a3，或者宽x高（毫米），例如 600x400", "write a4, a3, or width x height in mm such as 600x400")


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
        stem = "-".join(("template", *([self.design] if self.design else []), *([_EDITION] if self.bilingual else [])))
        found = usual.with_name(f"{stem}.docx")
        if not found.is_file():
            stems = sorted(path.stem.removeprefix("template-") for path in usual.parent.glob("template-*.docx"))
            known = [stem for stem in stems if not stem.endswith(_EDITION)]
            raise InputError(
                _NO_DESIGN.fill(design=self.design or _EDITION), _DESIGNS.fill(known="、".join(known) or "—")
            )
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


_EDITION = "bilingual"
_SHEETS = {"a3": "420x297"}
_SIZE = re.compile(r"([1-9]\d{2,3})[x×]([1-9]\d{2,3})")
