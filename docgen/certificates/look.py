"""How certificates look, and how they go to the printer: designs, sizes, editions, and one PDF of all."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pikepdf

from docgen.diagnostics import Wording
from docgen.errors import InputError
from docgen.publish import Paper
from docgen.render.resizing import Sheet

_NO_DESIGN = Wording("没有名为“{design}”的式样", "there is no design called “{design}”")
_DESIGNS = Wording("可以写：{known}", "there are: {known}")
_NO_SIZE = Wording("尺寸“{size}”读不懂", "the size “{size}” cannot be read")
_SIZES = Wording("写 a4、a3，或者宽x高（毫米），例如 600x400", "write a4, a3, or width x height in mm such as 600x400")


@dataclass(frozen=True)
class Look:
    """How certificates look: by which design (none: the usual), on sheets of which size, in Chinese or bilingual.

    A design is a ``template-<design>.docx`` beside the usual template, and its bilingual edition has ``-bilingual``
    after that; a size is ``a4``, ``a3`` or ``600x400`` (mm). The PDF of all has so many ``copies`` of each, together.
    """

    design: str | None = None
    size: str = "a4"
    bilingual: bool = False
    copies: int = 1

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


def bound(papers: Iterator[Paper], kind: str, name: str, *, copies: int = 1) -> Iterator[Paper]:
    """Yield the papers, and after them one PDF with the pages of all those of a kind, each in so many copies."""
    with pikepdf.new() as book:
        template = ""
        for paper in papers:
            if paper.path.suffix == ".pdf" and paper.kind.startswith(f"{kind} "):
                template = paper.template
                with pikepdf.open(io.BytesIO(paper.content)) as pages:
                    for page in pages.pages:
                        book.pages.extend([page] * copies)
            yield paper
        book.Root.Lang = pikepdf.String("zh-CN")
        target = io.BytesIO()
        book.save(target, deterministic_id=True, min_version="1.7")
        yield Paper(PurePosixPath(name), target.getvalue(), name, template)
