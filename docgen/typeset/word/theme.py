"""Theme fonts: the names ``minorHAnsi`` and the like stand for faces of ``theme1.xml``."""

from lxml.etree import _Element as Element

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SCRIPTS = {"zh-TW": "Hant", "zh-HK": "Hant", "zh-MO": "Hant", "ja-JP": "Jpan", "ko-KR": "Hang"}


def theme_fonts(root: Element | None, east_asian_language: str | None) -> dict[str, str]:
    """Return the face behind each theme name; the East Asian one depends on the document's language."""
    faces: dict[str, str] = {}
    for kind in ("major", "minor"):
        scheme = None if root is None else root.find(f".//{_A}{kind}Font")
        if scheme is None:
            continue
        latin = _typeface(scheme.find(_A + "latin"))
        script = _SCRIPTS.get(east_asian_language or "", "Hans")
        own = next((font for font in scheme.iterfind(_A + "font") if font.get("script") == script), None)
        east_asian = _typeface(scheme.find(_A + "ea")) or _typeface(own)
        names = {"Ascii": latin, "HAnsi": latin, "EastAsia": east_asian}
        faces.update({f"{kind}{suffix}": face for suffix, face in names.items() if face})
    return faces


def _typeface(element: Element | None) -> str:
    return "" if element is None else element.get("typeface", "")
