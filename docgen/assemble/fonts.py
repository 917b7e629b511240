"""Which fonts of an attachment are not in it, so that another machine may show other letters."""

from pikepdf import Array, Dictionary, Object

_STANDARD = (
    "Courier",
    "Helvetica",
    "Times-",
    "Symbol",
    "ZapfDingbats",
)  # every reader has these (ISO 32000-1, 9.6.2.2)
PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
"""The keys under which a descriptor holds the program of its font."""


class FontCheck:
    """Looks at the fonts of pages, each only once; ``missing`` are the names of those not embedded."""

    def __init__(self) -> None:
        self.missing: set[str] = set()
        self._seen: set[bytes] = set()

    def look(self, resources: Object | None) -> None:
        """Look at the fonts that the resources of a page name."""
        fonts = resources.get("/Font") if isinstance(resources, Dictionary) else None
        if not isinstance(fonts, Dictionary) or self._known(fonts):
            return
        for font in fonts.as_dict().values():
            if isinstance(font, Dictionary) and not self._known(font) and not _embedded(font):
                self.missing.add(str(font.get("/BaseFont", "/?")).removeprefix("/"))

    def _known(self, thing: Object) -> bool:
        written = thing.unparse()  # one call, where looking into it takes many
        if written in self._seen:
            return True
        self._seen.add(written)
        return False


def _embedded(font: Object) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True  # drawn by the file itself
    below = font.get("/DescendantFonts")
    inner = below[0] if isinstance(below, Array) and len(below) else font
    descriptor = inner.get("/FontDescriptor") if isinstance(inner, Dictionary) else None
    if isinstance(descriptor, Dictionary):
        return any(program in descriptor for program in PROGRAMS)
    return str(font.get("/BaseFont", "")).removeprefix("/").startswith(_STANDARD)
