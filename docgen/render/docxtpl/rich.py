"""docxtpl's RichText, RichTextParagraph and Listing: values that bring formats of their own."""

from typing import Any, Final, TypedDict, Unpack

from docgen.render.values import escaped

_UNDERLINES: Final = {"single", "double", "thick", "dotted", "dash", "dotDash", "dotDotDash", "wave"}


class Format(TypedDict, total=False):
    """The format of a run: ``size`` in half points, ``color`` and ``highlight`` as ``RRGGBB`` with or without ``#``.

    ``font`` may name a region (``eastAsia:仿宋``); ``url_id`` comes from :meth:`DocxTemplate.build_url_id`.
    """

    color: str | None
    highlight: str | None
    size: int | str | None
    subscript: bool | None
    superscript: bool | None
    bold: bool
    italic: bool
    underline: bool | str
    strike: bool
    font: str | None
    url_id: str | None
    rtl: bool
    lang: str | None


class _Rich:
    """What prints XML of its own."""

    xml: str

    def __str__(self) -> str:
        return self.xml

    def __html__(self) -> str:
        return self.xml


class RichText(_Rich):
    """Runs for ``{{r value }}``: ``RichText("粗", bold=True)``, and more with :meth:`add`."""

    def __init__(self, text: Any = None, style: str | None = None, **form: Unpack[Format]) -> None:
        self.xml = ""
        if text:
            self.add(text, style, **form)

    def add(self, text: Any, style: str | None = None, **form: Unpack[Format]) -> None:
        """Add a text in a format, or all runs of another RichText."""
        if isinstance(text, RichText):
            self.xml += text.xml
            return
        said = text.decode("utf-8", "ignore") if isinstance(text, bytes) else str(text)
        properties = _properties(style, form)
        run = f'<w:r>{properties}<w:t xml:space="preserve">{escaped(said)}</w:t></w:r>'
        link = form.get("url_id")
        self.xml += f'<w:hyperlink r:id="{escaped(link)}" w:tgtFrame="_blank">{run}</w:hyperlink>' if link else run


class RichTextParagraph(_Rich):
    """Paragraphs for ``{{p value }}``, each of a RichText or a text, in the paragraph style ``parastyle`` (its id)."""

    def __init__(self, text: Any = None, parastyle: str | None = None) -> None:
        self.xml = ""
        if text:
            self.add(text, parastyle)

    def add(self, text: Any, parastyle: str | None = None) -> None:
        """Add a paragraph."""
        runs = text if isinstance(text, RichText) else RichText(text)
        style = f'<w:pPr><w:pStyle w:val="{escaped(parastyle)}"/></w:pPr>' if parastyle else ""
        self.xml += f"<w:p>{style}{runs.xml}</w:p>"


class Listing(_Rich):
    r"""A text whose ``\n`` is a line break, ``\t`` a tab, ``\a`` a new paragraph and ``\f`` a page break."""

    def __init__(self, text: Any) -> None:
        self.xml = escaped(text.decode("utf-8", "ignore") if isinstance(text, bytes) else str(text))


def _properties(style: str | None, form: Format) -> str:
    """Return the properties of a run in the order of the schema (17.3.2.28)."""
    properties = "".join(
        (
            _valued("rStyle", style),
            _font(form.get("font")),
            _switched("b", form.get("bold"), form.get("rtl")),
            _switched("i", form.get("italic"), form.get("rtl")),
            "<w:strike/>" if form.get("strike") else "",
            _valued("color", form.get("color")),
            _valued("sz", form.get("size")),
            _valued("szCs", form.get("size")),
            _valued("u", _underline(form.get("underline"))),
            _shade(form.get("highlight")),
            _valued("vertAlign", _raised(form)),
            '<w:rtl w:val="true"/>' if form.get("rtl") else "",
            _valued("lang", form.get("lang")),
        )
    )
    return f"<w:rPr>{properties}</w:rPr>" if properties else ""


def _valued(name: str, value: str | int | None) -> str:
    return f'<w:{name} w:val="{escaped(str(value).removeprefix("#"))}"/>' if value else ""


def _switched(name: str, on: bool | None, complex_script: bool | None) -> str:  # noqa: FBT001 - what the caller gave
    return (f"<w:{name}/>" + f"<w:{name}Cs/>" * bool(complex_script)) if on else ""


def _underline(kind: bool | str | None) -> str | None:  # noqa: FBT001 - docxtpl takes True for a single line
    if not kind:
        return None
    return kind if isinstance(kind, str) and kind in _UNDERLINES else "single"


def _shade(colour: str | None) -> str:
    return f'<w:shd w:val="clear" w:fill="{escaped(colour.removeprefix("#"))}"/>' if colour else ""


def _raised(form: Format) -> str | None:
    if form.get("superscript"):
        return "superscript"
    return "subscript" if form.get("subscript") else None


def _font(font: str | None) -> str:
    if not font:
        return ""
    region, _, name = font.rpartition(":")
    regions = dict.fromkeys(("ascii", "hAnsi", "cs", region) if region else ("ascii", "hAnsi", "cs"))
    return "<w:rFonts" + "".join(f' w:{each}="{escaped(name)}"' for each in regions) + "/>"
