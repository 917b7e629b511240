"""How certificates look, and how they go to the printer: designs, sizes, and one PDF of all."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path, PurePosixPath

import pikepdf

from docgen.diagnostics import Wording
from docgen.errors import InputError
from docgen.publish import Paper

_NO_DESIGN = Wording("没有名为“{design}”的式样", "there is no design called “{design}”")
_DESIGNS = Wording("可以写：{known}", "there are: {known}")
_NO_SIZE = Wording("尺寸“{size}”读不懂", "the size “{size}” cannot be read")
_SIZES = Wording("写 a4、a3，或者宽x高（毫米），例如 600x400", "write a4, a3, or width x height in mm such as 600x400")


@dataclass(frozen=True)
class Look:
    """How certificates look: by which design (none: the usual), and on sheets of which size the printer gets them.

    A design is a ``template-<design>.docx`` beside the usual template; a size is ``a4``, ``a3`` or ``600x400`` (mm).
    """

    design: str | None = None
    size: str = "a4"

    def template(self, usual: Path) -> Path:
        """Return the design's template beside the usual one; raise InputError where there is none."""
        if self.design is None:
            return usual
        found = usual.with_name(f"template-{self.design}.docx")
        if not found.is_file():
            known = sorted(path.stem.removeprefix("template-") for path in usual.parent.glob("template-*.docx"))
            raise InputError(_NO_DESIGN.fill(design=self.design), _DESIGNS.fill(known="、".join(known) or "—"))
        return found

    def points(self) -> tuple[float, float]:
        """Return width and height of the printer's sheets in points; raise InputError for what is no size."""
        found = _SIZE.fullmatch(_SHEETS.get(self.size.lower(), self.size))
        if not found:
            raise InputError(_NO_SIZE.fill(size=self.size), _SIZES)
        return int(found[1]) * 72 / 25.4, int(found[2]) * 72 / 25.4


_SHEETS = {"a4": "297x210", "a3": "420x297"}
_SIZE = re.compile(r"([1-9]\d{1,3})[x×]([1-9]\d{1,3})")


def bound(papers: Iterator[Paper], kind: str, name: str, size: tuple[float, float]) -> Iterator[Paper]:
    """Yield the papers, and after them one PDF with the pages of all those of a kind, enlarged to sheets of a size."""
    with pikepdf.new() as book:
        template = ""
        for paper in papers:
            if paper.path.suffix == ".pdf" and paper.kind.startswith(f"{kind} "):
                template = paper.template
                with pikepdf.open(io.BytesIO(paper.content)) as pages:
                    for page in pages.pages:
                        _enlarge(page, size)
                        book.pages.append(page)
            yield paper
        book.Root.Lang = pikepdf.String("zh-CN")
        target = io.BytesIO()
        book.save(target, deterministic_id=True, min_version="1.7")
        yield Paper(PurePosixPath(name), target.getvalue(), name, template)


def _enlarge(page: pikepdf.Page, size: tuple[float, float]) -> None:
    """Fit a page into the middle of a sheet as large as it goes, text and lines alike; ``size`` is in points."""
    width, height = (float(side) for side in page.mediabox[2:])
    scale = min(size[0] / width, size[1] / height)
    if abs(scale - 1) > _SAME:
        left, below = (size[0] - width * scale) / 2, (size[1] - height * scale) / 2
        page.contents_add(f"q {scale:.6f} 0 0 {scale:.6f} {left:.4f} {below:.4f} cm".encode(), prepend=True)
        page.contents_add(b"Q")
        page.mediabox = pikepdf.Array([0, 0, *(Decimal(f"{side:.4f}") for side in size)])


_SAME = 0.001  # Word's A4 is 0.02 mm off
