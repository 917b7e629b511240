"""From laid-out sheets to one fillable PDF: every anchor becomes a field in its place."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from docgen.forms import fields
from docgen.forms.boxes import Box, Rules
from docgen.forms.fields import Field, Line, Tick

CODE = "sheet"
_ADDRESS = "docgen:field:"
_STRUCTURE = ("/StructParents", "/Tabs")  # the sheets' own trees do not come along, nor do what points into them


class AnchorError(Exception):
    """Anchors and fields do not go together: ``names`` are the fields that have no anchor, or the anchors no field."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted(names))
        super().__init__(", ".join(self.names))


@dataclass(frozen=True)
class Sheet:
    """One sheet of a form: a title for people, the laid-out PDF with anchors, and its fields by name.

    ``code`` goes along unseen and says which sheet this is.
    """

    title: str
    pdf: bytes
    code: str
    fields: Mapping[str, Field]


def anchor(name: str, option: str = "") -> str:
    """Return the address to which an anchor of a field links; of a box to tick, with the option that it stands for."""
    return f"{_ADDRESS}{name}{'=' if option else ''}{option}"


def form(sheets: Sequence[Sheet], *, title: str) -> bytes:
    """Return the sheets one behind the other as one PDF to be filled in any reader, bookmarked by their titles.

    Raises AnchorError where a field has no anchor, or an anchor no field.
    """
    with Pdf.new() as pdf:
        firsts, roots = [], []
        for number, sheet in enumerate(sheets, start=1):
            firsts.append(len(pdf.pages))
            roots.append(_added(pdf, sheet, f"s{number}"))
        look = fields.resources(pdf)
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array(roots), NeedAppearances=True, DR=look))
        with pdf.open_outline() as outline:
            outline.root += [OutlineItem(sheet.title, page) for sheet, page in zip(sheets, firsts, strict=True)]
        pdf.Root.Lang, pdf.Root.PageMode = String("zh-CN"), Name.UseOutlines
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        pdf.docinfo["/Title"] = title
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return made.getvalue()


class _Anchor(NamedTuple):
    """A link that is to become a field: its annotation, the field that it names, the option, and where it stands."""

    link: pikepdf.Object
    name: str
    option: str
    box: Box


def _added(pdf: Pdf, sheet: Sheet, name: str) -> pikepdf.Object:
    """Add the pages of a sheet with its fields; return their root."""
    first = len(pdf.pages)
    with Pdf.open(io.BytesIO(sheet.pdf)) as source:
        pdf.pages.extend(source.pages)
    top = pdf.make_indirect(Dictionary(T=String(name)))
    made: dict[str, pikepdf.Object] = {}
    for page in list(pdf.pages)[first:]:
        for key in _STRUCTURE:
            if key in page:
                del page[key]
        rules = Rules(page)
        for anchor in _anchors(page):
            if anchor.name not in sheet.fields:
                raise AnchorError([anchor.name])
            field = sheet.fields[anchor.name]
            box = fields.place(field, anchor.box, rules.around(*anchor.box.middle))
            _turn(pdf, anchor, field, box)
            made[anchor.name] = _rooted(pdf, anchor, field, made.get(anchor.name), top)
    if set(made) != set(sheet.fields):
        raise AnchorError(set(sheet.fields) - set(made))
    code = pdf.make_indirect(fields.hidden(CODE, sheet.code))
    code.Parent, code.P = top, pdf.pages[first].obj
    pdf.pages[first].obj.Annots.append(code)
    top.Kids = Array([*made.values(), code])
    return top


def _anchors(page: pikepdf.Page) -> Iterator[_Anchor]:
    for link in page.obj.get(Name.Annots, []):
        address = str(link.get(Name.A, Dictionary()).get(Name.URI, ""))
        if address.startswith(_ADDRESS):
            name, _, option = address.removeprefix(_ADDRESS).partition("=")
            left, bottom, right, top = (float(each) for each in link.Rect)
            yield _Anchor(link, name, option, Box(left, bottom, right, top))


def _turn(pdf: Pdf, anchor: _Anchor, field: Field, box: Box) -> None:
    """Turn a link into a widget."""
    for key in list(anchor.link.keys()):
        if key != "/P":
            del anchor.link[key]
    fields.dress(pdf, anchor.link, field, box, anchor.option)
    if isinstance(field, Line) and abs(box.middle[0] - anchor.box.middle[0]) < 2:
        anchor.link.Q = 1  # in the middle, where the anchor was


def _rooted(
    pdf: Pdf, anchor: _Anchor, field: Field, root: pikepdf.Object | None, top: pikepdf.Object
) -> pikepdf.Object:
    """Return the field of a widget: the widget itself, or for boxes to tick the group that it belongs to."""
    if not isinstance(field, Tick):
        for key, value in fields.root(field, anchor.name).items():
            anchor.link[key] = value
        anchor.link.Parent = top
        return anchor.link
    if root is None:
        root = pdf.make_indirect(fields.root(field, anchor.name))
        root.Parent, root.Kids = top, Array()
    root.Kids.append(anchor.link)
    anchor.link.Parent = root
    return root
